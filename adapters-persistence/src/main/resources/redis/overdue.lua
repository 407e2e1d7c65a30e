-- Names relays whose lease nobody renewed, each with the counters it holds something in.
-- KEYS: state, leases. ARGV: now, what the keys of holds begin with, how many at most.
local relays =
  redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', text(latest(ARGV[1])), 'LIMIT', 0, tonumber(ARGV[3]))
local answer = {}
for _, relay in ipairs(relays) do
  local found = { relay }
  local key = redis.call('HGET', ARGV[2] .. relay, 'k1')
  while key do
    found[#found + 1] = key
    key = redis.call('HGET', ARGV[2] .. relay, 'k' .. #found)
  end
  answer[#answer + 1] = found
end
return answer
