-- Give a job that was set aside back to the workers, once.
-- KEYS: due, jobs, stuck, note of its sending
-- ARGV: job id, the job, now in ms
if redis.call('HDEL', KEYS[3], ARGV[1]) == 1 then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
  redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
  redis.call('DEL', KEYS[4])
end
