-- Makes a consumer group that begins with the oldest entry, and its stream, where they are not there.
-- KEYS: the stream. ARGV: the group.

local made = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
if type(made) == 'table' and made.err and not string.find(made.err, 'BUSYGROUP', 1, true) then
  return made
end
return 1
