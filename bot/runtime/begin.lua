-- Note that a message is about to be sent, so that nobody else sends it too, not even after this process has died.
-- KEYS: note, jobs, due
-- ARGV: job id, now in ms, when to look at the job again in ms, lifetime of the note in seconds
-- Gives "" when it may be sent now, "gone" when there is no such job any more, else the note that is there already.
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then
  return 'gone'
end
local noted = redis.call('GET', KEYS[1])
if noted then
  return noted
end
redis.call('SET', KEYS[1], 'since ' .. ARGV[2], 'EX', ARGV[4])
redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
return ''
