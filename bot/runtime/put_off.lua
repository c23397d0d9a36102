-- Try a job later, as it is now.
-- KEYS: due, jobs
-- ARGV: id, due in ms, job
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 1
