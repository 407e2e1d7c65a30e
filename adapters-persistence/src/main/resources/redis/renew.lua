-- Renews the leases of relays that run; one that is over gets none again.
-- KEYS: state, leases. ARGV: now, lease in ms, relays.
local untilMoment = text(latest(ARGV[1]) + tonumber(ARGV[2]))
for i = 3, #ARGV do redis.call('ZADD', KEYS[2], 'XX', untilMoment, ARGV[i]) end
return #ARGV - 2
