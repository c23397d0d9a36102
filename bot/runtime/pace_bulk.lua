-- Tokens for many messages that nobody waits for. What somebody waits for goes first: some tokens are left for that.
-- KEYS: bucket
-- ARGV: tokens per second, most tokens held, now in ms, tokens wanted, tokens to leave
-- Gives how many there were, and the milliseconds until there is one more.
local SLACK = 250
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'closed', 'bulk')
local now = tonumber(ARGV[3])
if held[3] and tonumber(held[3]) > now then
  return {0, tonumber(held[3]) - now}
end
local rate, most, leave = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[5])
local tokens = tonumber(held[1] or most)
local elapsed = math.max(0, now - tonumber(held[2] or now))
tokens = math.min(most, tokens + elapsed * rate / 1000)
-- Evenly, whatever was saved up: a platform counts what goes out in a second. Who looks late catches up a little.
local between = 1000 / rate
local due = math.max(tonumber(held[4] or now), now - SLACK)
local given = math.min(tonumber(ARGV[4]), math.floor((now - due) / between) + 1, math.floor(tokens - leave))
given = math.max(given, 0)
due = due + given * between
tokens = tokens - given
redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', now, 'bulk', due)
redis.call('PEXPIRE', KEYS[1], 3600000)
return {given, math.ceil(math.max(due - now, (leave + 1 - tokens) * between, 0))}
