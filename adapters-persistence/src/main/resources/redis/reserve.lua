-- Sets a demand aside in all quotas, or in none.
-- KEYS: state, hold, leases, a counter for each quota.
-- ARGV: now, lease in ms, how long a hold is kept in ms, relay, output asked, least output; then for
-- each quota: window, limit, the amount that does not shrink with the output, whether output counts,
-- whether it refuses, how many thresholds, and for each its permille and amount.
local hold, leases = KEYS[2], KEYS[3]
local before = redis.call('HMGET', hold, 'x', 'a', 'o', 'n')
if before[1] then return { 'over' } end
if before[2] then return { 'granted', before[2], before[3], before[4] } end
if missing(4) then return { 'unknown' } end

local now = latest(ARGV[1])
local output = parse(ARGV[5])
local enough = parse(ARGV[6])
local quotas = {}
local binding, bindsUntil = nil, -1
local at = 6

local function nextArgument()
  at = at + 1
  return ARGV[at]
end

local function readQuota(key)
  local quota = { counter = opened(key, window(nextArgument(), now), now) }
  quota.limit = parse(nextArgument())
  quota.fixed = parse(nextArgument())
  quota.grows = nextArgument() == '1'
  quota.refuses = nextArgument() == '1'
  quota.thresholds = {}
  for i = 1, tonumber(nextArgument()) do
    quota.thresholds[i] = { permille = nextArgument(), amount = parse(nextArgument()) }
  end
  return quota
end

-- From when on so much, and no more, of what is counted now still counts.
local function atMostFrom(counter, amount)
  if not counter.head then return counter.ends end
  local left = counter.used + counter.reserved
  for i, sum in ipairs(ring(counter)) do
    left = left - sum
    if left <= amount then return leaves(counter, counter.head - STEPS + i - 1) end
  end
  return NEVER
end

for i = 1, #KEYS - 3 do
  local quota = readQuota(KEYS[3 + i])
  quotas[i] = quota
  if quota.refuses then
    local room = quota.limit - quota.counter.used - quota.counter.reserved
    local needed = quota.grows and quota.fixed + enough or quota.fixed
    if room < needed then
      local spare = quota.limit - needed
      local fitsFrom = spare < ZERO and NEVER or atMostFrom(quota.counter, spare)
      if fitsFrom > bindsUntil then binding, bindsUntil = i, fitsFrom end
    elseif quota.grows then
      output = least(output, room - quota.fixed)
    end
  end
end

goOnTo(now)
if binding then return { 'refused', text(binding), text(bindsUntil < NEVER and bindsUntil or -1) } end

local function warns(quota)
  local counter = quota.counter
  local taken = counter.used + counter.reserved
  local news = false
  for _, threshold in ipairs(quota.thresholds) do
    if ZERO < taken and threshold.amount <= taken then
      local field = 'q' .. threshold.permille
      if tonumber(redis.call('HGET', counter.key, field) or -1) <= now then
        redis.call('HSET', counter.key, field, text(counter.quiet))
        news = true
      end
    end
  end
  return news
end

local held = { 'a', text(now), 'o', tostring(output) }
local warning = 0
for i, quota in ipairs(quotas) do
  local counter = quota.counter
  local taken = quota.grows and quota.fixed + output or quota.fixed
  replace(counter, slotOf(counter), 'reserved', ZERO, taken)
  store(counter)
  if warning == 0 and quota.refuses and warns(quota) then warning = i end
  for field, value in pairs({ k = counter.key, s = text(slotOf(counter)), t = tostring(taken) }) do
    held[#held + 1] = field .. i
    held[#held + 1] = value
  end
end
held[#held + 1] = 'n'
held[#held + 1] = text(warning)
redis.call('HSET', hold, unpack(held))
redis.call('PEXPIRE', hold, ARGV[3])
redis.call('ZADD', leases, text(now + tonumber(ARGV[2])), ARGV[4])
return { 'granted', text(now), tostring(output), text(warning) }
