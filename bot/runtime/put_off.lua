-- Try a job later, as it is now.
-- KEYS: due, jobs
-- ARGV: id, due in ms, job
-- A job that was finished meanwhile stays so.
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 1
