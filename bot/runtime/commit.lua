-- Store a session and everything its turn caused, or nothing at all.
-- KEYS: session, due, jobs, counts of the day
-- ARGV: expected revision (8 bytes, or "" when the session is new), session with its new revision in front, lifetime
--       in seconds, number of jobs, (id, due in ms, job)*, number of jobs done, id*, lifetime of the counts in
--       seconds, what to count*
local held = redis.call('GETRANGE', KEYS[1], 0, 7)
if held ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
local at = 5
for _ = 1, tonumber(ARGV[4]) do
  redis.call('ZADD', KEYS[2], ARGV[at + 1], ARGV[at])
  redis.call('HSET', KEYS[3], ARGV[at], ARGV[at + 2])
  at = at + 3
end
local last = at + tonumber(ARGV[at])
for index = at + 1, last do
  redis.call('ZREM', KEYS[2], ARGV[index])
  redis.call('HDEL', KEYS[3], ARGV[index])
end
if #ARGV > last + 1 then
  for index = last + 2, #ARGV do
    redis.call('HINCRBY', KEYS[4], ARGV[index], 1)
  end
  redis.call('EXPIRE', KEYS[4], ARGV[last + 1])
end
return 1
