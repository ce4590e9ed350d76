-- Entries of a stream are done with, for the group and for good.
-- KEYS: the stream. ARGV: the group, then the entries' ids.

for i = 2, #ARGV do
  redis.call('XACK', KEYS[1], ARGV[1], ARGV[i])
  redis.call('XDEL', KEYS[1], ARGV[i])
end
return #ARGV - 1
