-- What all scripts of the recent log share. A channel is a hash (its birth: a random word given when it was made;
-- head: the last seq; at: when that was, in milliseconds; age: how long entries are kept; out: the last seq that was
-- written out, where the channel is written out; turn, since, count: see remember) and a stream whose entry n-0 is
-- the publication with seq n, without a hole. What the stream no longer has was trimmed: the floor is head - length.
-- Whoever finds no hash makes a new one with another birth: seqs of different births cannot be compared.

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

-- The fields of a channel by name, birth and head always; it lives on for keep milliseconds. True behind them where it
-- was made just now.
local function visit(channel, log, nonce, keep, names)
  local values = redis.call('HMGET', channel, 'birth', 'head', unpack(names))
  local fields = {birth = values[1], head = tonumber(values[2])}
  for i, name in ipairs(names) do
    fields[name] = values[i + 2]
  end
  local made = not fields.birth
  if made then
    redis.call('UNLINK', log)
    redis.call('HSET', channel, 'birth', nonce, 'head', 0)
    fields = {birth = nonce, head = 0}
  end
  redis.call('PEXPIRE', channel, keep)
  return fields, made
end

-- When the entry of this seq was published.
local function published(log, seq)
  local found = redis.call('XRANGE', log, seq .. '-0', seq .. '-0')
  return found[1] and tonumber(found[1][2][2]) or 0
end

-- Removes what is older than age milliseconds, which stands at the beginning.
local function prune(log, head, age)
  local first = head - redis.call('XLEN', log) + 1
  if age <= 0 or first > head or published(log, first) >= now - age then
    return
  end
  local low, high = first + 1, head + 1
  while low < high do
    local middle = math.floor((low + high) / 2)
    if published(log, middle) >= now - age then
      high = middle
    else
      low = middle + 1
    end
  end
  redis.call('XTRIM', log, 'MINID', low .. '-0')
end

local function floor(log, head)
  return head - redis.call('XLEN', log)
end
