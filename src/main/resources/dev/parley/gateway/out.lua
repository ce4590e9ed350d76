-- Writes events out, all or none.
-- KEYS: the stream. ARGV: how many entries it keeps, about; channel, epoch; then for each: seq, type, event (JSON).
-- Answer: the id of the last entry.

local last
for i = 4, #ARGV, 3 do
  last = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'channel', ARGV[2], 'epoch', ARGV[3], 'seq', ARGV[i],
    'type', ARGV[i + 1], 'event', ARGV[i + 2])
end
return last
