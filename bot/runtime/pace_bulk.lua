-- Tokens for many messages that nobody waits for. What somebody waits for goes first: some tokens are left for that.
-- KEYS: bucket
-- ARGV: tokens per second, most tokens held, now in ms, tokens wanted, tokens to leave
-- Gives how many there were, and the milliseconds until there are as many as a tenth of a second has.
local SLACK = 250
-- A little more than a second: messages are not all equally long on their way.
local SECOND = 1010
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'closed', 'bulk', 'given')
local now = tonumber(ARGV[3])
if held[3] and tonumber(held[3]) > now then
  return {0, tonumber(held[3]) - now}
end
local rate, most, wanted, leave = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[4]), tonumber(ARGV[5])
local tokens = tonumber(held[1] or most)
-- Callers' clocks differ a little, and some look late: what was refilled once is not refilled again.
local at = tonumber(held[2] or now)
if at > now + 60000 then at = now end
local elapsed = math.max(0, now - at)
tokens = math.min(most, tokens + elapsed * rate / 1000)
local limit = math.max(1, math.floor(rate))
-- Evenly, whatever was saved up. Who looks late catches up a little.
local between = math.max(1000 / rate, SECOND / limit)
local due = math.max(tonumber(held[4] or now), now - SLACK)
-- But never more than the rate within any second: that is what a platform counts.
local lately, within = {}, 0
for at, many in string.gmatch(held[5] or '', '(%d+):(%d+)') do
  if tonumber(at) > now - SECOND then
    table.insert(lately, {at = tonumber(at), many = tonumber(many)})
    within = within + tonumber(many)
  end
end
local given = math.min(wanted, math.floor((now - due) / between) + 1, math.floor(tokens - leave), limit - within)
given = math.max(given, 0)
due = due + given * between
tokens = tokens - given
if given > 0 then
  table.insert(lately, {at = now, many = given})
  within = within + given
end
local noted = {}
for _, each in ipairs(lately) do
  table.insert(noted, string.format('%d:%d', each.at, each.many))
end
redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', math.max(at, now), 'bulk', due, 'given', table.concat(noted, ' '))
redis.call('PEXPIRE', KEYS[1], 3600000)
local next = math.max(1, math.min(wanted - given, math.floor(rate / 10)))
local ready = math.max(due + (next - 1) * between, now + (leave + next - tokens) * between)
for _, each in ipairs(lately) do
  if within + next <= limit then break end
  within = within - each.many
  ready = math.max(ready, each.at + SECOND)
end
return {given, math.ceil(math.max(ready - now, 0))}
