-- Starts to count a quota from what history says was used, unless it is counted already.
-- KEYS: state, counter. ARGV: now, window, what the quota's counters of any shape begin with; then
-- moments and amounts.
local key = KEYS[2]
if redis.call('HEXISTS', KEYS[1], key) == 1 then return 0 end
local now = latest(ARGV[1])
goOnTo(now)
redis.call('DEL', key)
local span = window(ARGV[2], now)
local counter = opened(key, span, now)
for i = 4, #ARGV, 2 do
  local at, amount = tonumber(ARGV[i]), parse(ARGV[i + 1])
  local slot = span.step and math.min(counter.head, math.floor(at / span.step)) or counter.starts
  local inside = span.step or (span.starts <= at and at < span.ends)
  if inside and counts(counter, slot) then replace(counter, slot, 'used', ZERO, amount) end
end
store(counter)
-- A quota that counted something else before must not go on from there when it does so again.
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if field ~= key and field:sub(1, #ARGV[3]) == ARGV[3] then redis.call('HDEL', KEYS[1], field) end
end
redis.call('HSET', KEYS[1], key, '1')
return 1
