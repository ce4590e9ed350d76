-- How channels stand.
-- KEYS: for each channel: channel, its log. ARGV: nonce, keep (as in append).
-- Answer: for each: birth, head, floor.

local answer = {}
for i = 1, #KEYS, 2 do
  local channel, log = KEYS[i], KEYS[i + 1]
  local known = visit(channel, log, ARGV[1], ARGV[2], {'age'})
  local head = known.head
  prune(log, head, tonumber(known.age or 0))
  answer[#answer + 1] = known.birth
  answer[#answer + 1] = head
  answer[#answer + 1] = floor(log, head)
end
return answer
