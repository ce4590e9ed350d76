-- Takes or keeps a lease, or gives it back.
-- KEYS: the lease. ARGV: holder, milliseconds (0 = give it back).
-- Answer: 1 where it is the holder's now, else 0.

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
if ARGV[2] == '0' then
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
