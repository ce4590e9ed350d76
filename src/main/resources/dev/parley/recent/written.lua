-- A channel was written out up to a seq.
-- KEYS: channel, what is to be written out in this shelf. ARGV: the channel's birth, the seq.
-- Answer: 1, or 0 where the channel is another one by now.

local known = redis.call('HMGET', KEYS[1], 'birth', 'out', 'head')
if known[1] ~= ARGV[1] or not known[2] then
  return 0
end
if tonumber(ARGV[2]) > tonumber(known[2]) then
  redis.call('HSET', KEYS[1], 'out', ARGV[2])
end
if tonumber(ARGV[2]) >= tonumber(known[3]) then
  redis.call('SREM', KEYS[2], KEYS[1])
end
return 1
