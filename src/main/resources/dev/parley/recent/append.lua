-- Appends to a channel what is not there yet.
-- KEYS: channel, its log, its ids of two turns, what is to be written out in this shelf.
-- ARGV: nonce, keep (ms that the channel lives on), length (kept entries, 0 = all), age (ms, 0 = for ever), idsKept
-- (ms that an id is known at least), idsMax (of one turn), out (1 = the channel is written out), then for each:
-- id, named (1 = it may come again; 2 = it is only looked for), author, origin, type, data.
-- Answer: birth, at, then for each: its seq; the seq of the first time, negative, where the same author has published
-- the id before; 0 where another has, or where it was only looked for and is not there.

local channel, log, dirty = KEYS[1], KEYS[2], KEYS[5]
local keep, length, age = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local known, made = visit(channel, log, ARGV[1], keep, {'at', 'age', 'out', 'turn', 'since', 'count', 'pruned'})
if made then
  redis.call('UNLINK', KEYS[3], KEYS[4])
end
local head, before = known.head, known.head
local at = math.max(now, tonumber(known.at or 0))
local answer = {known.birth, at}
local changed = {'at', at}

-- Ids are known by turns: what the last turn knew is forgotten when the next one begins.
local turn, count = tonumber(known.turn or 0), tonumber(known.count or 0)
local ids, older = KEYS[3 + turn], KEYS[4 - turn]

local function remember(id, author)
  if not known.since or now - known.since >= tonumber(ARGV[5]) or count >= tonumber(ARGV[6]) then
    turn, count, known.since = 1 - turn, 0, now
    ids, older = older, ids
    redis.call('UNLINK', ids)
    changed[#changed + 1] = 'since'
    changed[#changed + 1] = now
    changed[#changed + 1] = 'turn'
    changed[#changed + 1] = turn
  end
  count = count + 1
  redis.call('HSET', ids, id, head .. ' ' .. author)
end

local function find(id)
  return redis.call('HGET', ids, id) or redis.call('HGET', older, id)
end

local named = false
for i = 8, #ARGV, 6 do
  local id, author = ARGV[i], ARGV[i + 2]
  local first = ARGV[i + 1] ~= '0' and find(id)
  if first then
    local space = string.find(first, ' ', 1, true)
    answer[#answer + 1] = string.sub(first, space + 1) == author and -tonumber(string.sub(first, 1, space - 1)) or 0
  elseif ARGV[i + 1] == '2' then
    answer[#answer + 1] = 0
  else
    head = head + 1
    redis.call('XADD', log, head .. '-0', 'at', at, 'id', id, 'by', author, 'origin', ARGV[i + 3], 'type', ARGV[i + 4],
      'data', ARGV[i + 5])
    if ARGV[i + 1] == '1' then
      named = true
      remember(id, author)
    end
    answer[#answer + 1] = head
  end
end

if head > before then
  changed[#changed + 1] = 'head'
  changed[#changed + 1] = head
  if known.age ~= ARGV[4] then
    changed[#changed + 1] = 'age'
    changed[#changed + 1] = ARGV[4]
  end
  if length > 0 then
    redis.call('XTRIM', log, 'MAXLEN', length)
  end
  if age > 0 then
    redis.call('PEXPIRE', log, age)
    if now - tonumber(known.pruned or 0) > math.min(1000, age / 10) then
      prune(log, head, age)
      changed[#changed + 1] = 'pruned'
      changed[#changed + 1] = now
    end
  elseif known.age ~= ARGV[4] then
    redis.call('PERSIST', log)
  end
  if named then
    changed[#changed + 1] = 'count'
    changed[#changed + 1] = count
    redis.call('PEXPIRE', ids, 2 * ARGV[5])
  end
  if ARGV[7] == '1' then
    if not known.out then
      changed[#changed + 1] = 'out'
      changed[#changed + 1] = before
    end
    redis.call('SADD', dirty, channel)
  elseif known.out then
    redis.call('HDEL', channel, 'out')
    redis.call('SREM', dirty, channel)
  end
  redis.call('HSET', channel, unpack(changed))
end
return answer
