-- Replaces what a relay holds by what it used; once, whoever asks and however often.
-- KEYS: state, hold, leases, a counter for each quota, in the order of the reservation.
-- ARGV: now, manner, relay, how long an end is remembered in ms, the moment of the admission; then
-- for each quota: window, amount used.
-- Manners: 'usual'; 'unsure', when it is not known whether it was reserved, and a reservation that
-- arrives later must find it over; 'debt', the same, and what was not reserved is charged; 'orphan',
-- when nobody renewed its lease: charged in full, until its process corrects that after all.
local hold, leases = KEYS[2], KEYS[3]
local manner, relay = ARGV[2], ARGV[3]
local held = {}
local flat = redis.call('HGETALL', hold)
for i = 1, #flat, 2 do held[flat[i]] = flat[i + 1] end

if manner == 'orphan' then
  local lease = tonumber(redis.call('ZSCORE', leases, relay) or NEVER)
  if lease > latest(ARGV[1]) then return 'alive' end
end
redis.call('ZREM', leases, relay)
if held.x == 'over' then return 'over' end

local function finish(held)
  for i = 1, #KEYS - 3 do
    local counter = stored(KEYS[3 + i])
    local slot, taken = tonumber(held['s' .. i]), parse(held['t' .. i])
    local used = manner == 'orphan' and taken or parse(ARGV[5 + 2 * i])
    if counts(counter, slot) then
      if held.x == 'orphaned' then
        replace(counter, slot, 'used', taken, used)
      else
        replace(counter, slot, 'reserved', taken, ZERO)
        replace(counter, slot, 'used', ZERO, used)
      end
      store(counter)
    end
  end
end

local function charge()
  local now, admitted = latest(ARGV[1]), tonumber(ARGV[5])
  for i = 1, #KEYS - 3 do
    local key = KEYS[3 + i]
    if redis.call('HEXISTS', KEYS[1], key) == 1 then
      local span = window(ARGV[4 + 2 * i], now)
      local counter = opened(key, span, now)
      local slot = slotOf(counter)
      if span.step then slot = math.min(slot, math.floor(admitted / span.step)) end
      local late = span.starts and admitted < span.starts
      if counts(counter, slot) and not late then
        replace(counter, slot, 'used', ZERO, parse(ARGV[5 + 2 * i]))
        store(counter)
      end
    end
  end
end

if held.a then
  if manner ~= 'orphan' or not held.x then finish(held) end
elseif manner == 'debt' then
  charge()
end
if manner == 'orphan' then
  if held.a then
    redis.call('HSET', hold, 'x', 'orphaned')
    redis.call('PEXPIRE', hold, ARGV[4])
  end
  return held.a and 'orphaned' or 'absent'
end
redis.call('DEL', hold)
if manner ~= 'usual' then
  redis.call('HSET', hold, 'x', 'over')
  redis.call('PEXPIRE', hold, ARGV[4])
end
return 'settled'
