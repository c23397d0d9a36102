-- Put a job where people look after it.
-- KEYS: due, jobs, stuck
-- ARGV: id, job
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return 1
