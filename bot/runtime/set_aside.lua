-- Set a job aside, and have it listed for the officers.
-- KEYS: due, jobs, stuck
-- ARGV: job id, what is kept of it, id of its listing, the listing, now in ms
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
redis.call('ZADD', KEYS[1], ARGV[5], ARGV[3])
