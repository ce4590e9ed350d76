-- What of a channel is still to be written out.
-- KEYS: channel, its log, what is to be written out in this shelf. ARGV: nonce, keep (as in append), limit, bytes (as
-- in read).
-- Answer: birth, head, floor, the last seq that was written out, then the entries after it. Where nothing is left to
-- be written the channel is forgotten there.

local channel, log = KEYS[1], KEYS[2]
local known = visit(channel, log, ARGV[1], ARGV[2], {'age', 'out'})
prune(log, known.head, tonumber(known.age or 0))
local out = tonumber(known.out or known.head)
local answer = {known.birth, known.head, floor(log, known.head), out}
if out >= known.head then
  redis.call('SREM', KEYS[3], channel)
  return answer
end
local size = 0
for _, entry in ipairs(redis.call('XRANGE', log, '(' .. out .. '-0', '+', 'COUNT', ARGV[3])) do
  if size > tonumber(ARGV[4]) then
    break
  end
  size = size + #entry[2][12]
  answer[#answer + 1] = entry
end
return answer
