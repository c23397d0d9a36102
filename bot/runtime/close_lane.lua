-- Keeps a channel quiet until then: as long as the longest time that was asked for, however long that is.
-- KEYS: bucket
-- ARGV: until, in ms
local closed = math.max(tonumber(ARGV[1]), tonumber(redis.call('HGET', KEYS[1], 'closed') or 0))
redis.call('HSET', KEYS[1], 'closed', string.format('%d', closed))
-- Whoever is let through again after that lets the bucket be forgotten once more.
redis.call('PERSIST', KEYS[1])
return closed
