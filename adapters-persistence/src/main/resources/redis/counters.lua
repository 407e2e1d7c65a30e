-- What all scripts begin with: whole numbers, time, and the counters of quotas.
-- KEYS[1] is the tenant's state: the latest moment seen, and which counters were restored.

-- Lua's numbers are doubles, exact to 2^53; nano-units of a weak currency go beyond. So an amount is
-- a pair of parts below and above a billion, exact as far as it is ever summed up (2^62).
local BASE = 1000000000
local Whole = {}

local function whole(high, low)
  local carry = math.floor(low / BASE)
  return setmetatable({ high = high + carry, low = low - carry * BASE }, Whole)
end

Whole.__add = function(a, b) return whole(a.high + b.high, a.low + b.low) end
Whole.__sub = function(a, b) return whole(a.high - b.high, a.low - b.low) end
Whole.__lt = function(a, b) return a.high < b.high or (a.high == b.high and a.low < b.low) end
Whole.__le = function(a, b) return not (b < a) end
Whole.__tostring = function(a)
  if a.high > 0 then return string.format('%.0f%09.0f', a.high, a.low) end
  return string.format('%.0f', a.low)
end

local ZERO = whole(0, 0)

-- Reads a number >= 0; what is not there is 0.
local function parse(text)
  if not text then return ZERO end
  if #text <= 9 then return whole(0, tonumber(text)) end
  return whole(tonumber(text:sub(1, -10)), tonumber(text:sub(-9)))
end

local function least(a, b)
  if b < a then return b end
  return a
end

local function within(amount, most)
  if amount < ZERO then return ZERO end
  return least(amount, most)
end

local function text(number) return string.format('%.0f', number) end

local NEVER = 9007199254740991

-- Milliseconds since the epoch: what is given, or the server's clock; never running backwards.
local function latest(given)
  local now = tonumber(given)
  if not now then
    local time = redis.call('TIME')
    now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  end
  return math.max(now, tonumber(redis.call('HGET', KEYS[1], 'now') or 0))
end

local function goOnTo(now) redis.call('HSET', KEYS[1], 'now', text(now)) end

-- A sliding window is 120 steps and the one that is just being left, which counts whole.
local STEPS = 120
local RING = 121
local MOST_IN_STEP = parse('18014398509481984')
local MOST = parse('2305843009213693952')

-- Reads 's <step>', 'c <four bounds of three calendar windows that follow each other>' or 't'.
local function window(spec, now)
  local words = {}
  for word in spec:gmatch('%S+') do words[#words + 1] = word end
  if words[1] == 's' then return { step = tonumber(words[2]) } end
  if words[1] == 't' then return { starts = 0, ends = NEVER } end
  local bounds = { tonumber(words[2]), tonumber(words[3]), tonumber(words[4]), tonumber(words[5]) }
  local at = 1
  while at < 3 and now >= bounds[at + 1] do at = at + 1 end
  return { starts = bounds[at], ends = bounds[at + 1] }
end

-- A counter as it is stored: a hash with the sums u(sed) and r(eserved), and either h(ead), the
-- latest step, with the sums of each step of the ring, or w, when its window starts.
local function stored(key)
  local got = redis.call('HMGET', key, 'h', 'w', 'u', 'r')
  return {
    key = key,
    head = got[1] and tonumber(got[1]) or nil,
    starts = got[2] and tonumber(got[2]) or nil,
    used = parse(got[3]),
    reserved = parse(got[4]),
    cells = {},
    void = {},
  }
end

local function slide(counter, to)
  local fields = {}
  for step = counter.head + 1, math.min(to, counter.head + RING) do
    fields[#fields + 1] = 'u' .. step % RING
    fields[#fields + 1] = 'r' .. step % RING
  end
  local old = redis.call('HMGET', counter.key, unpack(fields))
  for i = 1, #fields, 2 do
    counter.used = counter.used - parse(old[i])
    counter.reserved = counter.reserved - parse(old[i + 1])
    counter.void[fields[i]] = true
    counter.void[fields[i + 1]] = true
  end
  counter.head = to
end

-- Opens a counter at a moment: what has left the window no longer counts. Nothing is written yet.
local function opened(key, span, now)
  local counter = stored(key)
  if span.step then
    local at = math.floor(now / span.step)
    counter.step = span.step
    if not counter.head then
      counter.head = at
    elseif at > counter.head then
      slide(counter, at)
    end
    counter.lasts = 3 * RING * span.step
    counter.quiet = now + STEPS * span.step
  else
    if not counter.starts or counter.starts < span.starts then
      counter.used, counter.reserved, counter.starts = ZERO, ZERO, span.starts
    end
    counter.ends = span.ends
    counter.lasts = span.ends < NEVER and span.ends - now + 3600000 or nil
    counter.quiet = span.ends
  end
  return counter
end

local function cell(counter, field)
  if counter.cells[field] then return counter.cells[field] end
  if counter.void[field] then return ZERO end
  return parse(redis.call('HGET', counter.key, field))
end

-- The slot into which what happens at the counter's present moment is put.
local function slotOf(counter) return counter.head or counter.starts end

local function counts(counter, slot)
  if counter.head then return slot > counter.head - RING end
  return slot == counter.starts
end

-- Replaces a part of what was 'used' or is 'reserved' in a slot.
local function replace(counter, slot, name, before, after)
  if counter.head then
    local field = name:sub(1, 1) .. slot % RING
    local was = cell(counter, field)
    local is = within(was - before + least(after, MOST_IN_STEP), MOST_IN_STEP)
    counter[name] = counter[name] + is - was
    counter.cells[field] = is
  else
    counter[name] = within(counter[name] - before + least(after, MOST), MOST)
  end
end

local function store(counter)
  local void = {}
  for field in pairs(counter.void) do
    if not counter.cells[field] then void[#void + 1] = field end
  end
  if #void > 0 then redis.call('HDEL', counter.key, unpack(void)) end
  local fields = { 'u', tostring(counter.used), 'r', tostring(counter.reserved) }
  fields[#fields + 1] = counter.head and 'h' or 'w'
  fields[#fields + 1] = text(slotOf(counter))
  for field, amount in pairs(counter.cells) do
    fields[#fields + 1] = field
    fields[#fields + 1] = tostring(amount)
  end
  redis.call('HSET', counter.key, unpack(fields))
  if counter.lasts then redis.call('PEXPIRE', counter.key, text(counter.lasts)) end
end

local function leaves(counter, step) return (step + RING) * counter.step end

-- What the steps of the ring hold, used and reserved together, from the oldest to the youngest.
local function ring(counter)
  local fields = {}
  for step = counter.head - STEPS, counter.head do
    fields[#fields + 1] = 'u' .. step % RING
    fields[#fields + 1] = 'r' .. step % RING
  end
  local got = redis.call('HMGET', counter.key, unpack(fields))
  local sums = {}
  for i = 1, #fields, 2 do
    local used = counter.void[fields[i]] and ZERO or parse(got[i])
    local reserved = counter.void[fields[i + 1]] and ZERO or parse(got[i + 1])
    sums[#sums + 1] = used + reserved
  end
  return sums
end

-- Whether the counters (all keys from the given one on) were restored; what is lost is not trusted.
local function missing(from)
  local known = redis.call('HMGET', KEYS[1], unpack(KEYS, from))
  for i = 1, #KEYS - from + 1 do
    if not known[i] then return true end
  end
  return false
end
