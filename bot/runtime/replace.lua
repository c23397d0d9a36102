-- Put one job in the place of another.
-- KEYS: due, jobs
-- ARGV: id of the job that is done, id of the next, the next, when it is due in ms
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[2])
