-- A word that stays as long as Redis forgets nothing.
-- KEYS: where it stands. ARGV: the word, where there is none.
-- Answer: the word that stands there now.

return redis.call('SET', KEYS[1], ARGV[1], 'NX') and ARGV[1] or redis.call('GET', KEYS[1])
