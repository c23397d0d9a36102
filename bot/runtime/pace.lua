-- One token from a channel's bucket: 0 when there was one, else the milliseconds until there is.
-- KEYS: bucket
-- ARGV: tokens per second, most tokens held, now in ms
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'closed')
local now = tonumber(ARGV[3])
if held[3] and tonumber(held[3]) > now then
  return tonumber(held[3]) - now
end
local rate, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local tokens = tonumber(held[1] or most)
-- Callers' clocks differ a little, and some look late: what was refilled once is not refilled again.
local at = tonumber(held[2] or now)
if at > now + 60000 then at = now end
local elapsed = math.max(0, now - at)
tokens = math.min(most, tokens + elapsed * rate / 1000)
local wait = 0
if tokens >= 1 then
  tokens = tokens - 1
else
  wait = math.ceil((1 - tokens) * 1000 / rate)
end
redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', math.max(at, now))
redis.call('PEXPIRE', KEYS[1], 3600000)
return wait
