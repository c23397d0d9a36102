-- Keeps a session that cannot be read, unless somebody has written another one since.
-- KEYS: session, where it is kept
-- ARGV: what was read
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('RENAME', KEYS[1], KEYS[2])
return 1
