-- Tells how quotas stand; changes nothing.
-- KEYS: state, a counter for each quota. ARGV: now; then the window of each quota.
if missing(2) then return { 'unknown' } end
local now = latest(ARGV[1])
local answer = { 'standing' }
for i = 1, #KEYS - 1 do
  local counter = opened(KEYS[1 + i], window(ARGV[1 + i], now), now)
  local resetAt = counter.ends
  if counter.head then
    resetAt = counter.head * counter.step
    for n, sum in ipairs(ring(counter)) do
      if ZERO < sum then resetAt = leaves(counter, counter.head - STEPS + n - 1) end
    end
  end
  answer[#answer + 1] = tostring(counter.used)
  answer[#answer + 1] = tostring(counter.reserved)
  answer[#answer + 1] = text(resetAt < NEVER and resetAt or -1)
end
return answer
