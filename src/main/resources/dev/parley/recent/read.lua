-- A page of a channel.
-- KEYS: channel, its log. ARGV: nonce, keep (as in append), after (the last seq that the reader has), limit (entries),
-- bytes (the data of a page end with the entry that passes this).
-- Answer: birth, head, floor, then the entries after the seq, as XRANGE gives them.

local channel, log = KEYS[1], KEYS[2]
local known = visit(channel, log, ARGV[1], ARGV[2], {'age'})
local head = known.head
prune(log, head, tonumber(known.age or 0))
local answer = {known.birth, head, floor(log, head)}
local size = 0
for _, entry in ipairs(redis.call('XRANGE', log, '(' .. ARGV[3] .. '-0', '+', 'COUNT', ARGV[4])) do
  if size > tonumber(ARGV[5]) then
    break
  end
  size = size + #entry[2][12]
  answer[#answer + 1] = entry
end
return answer
