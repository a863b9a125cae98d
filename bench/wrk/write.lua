-- Adds small texts, each with a title of its own.
-- Arguments: token, what each title begins with

local headers
local title
local count = 0
local text = string.rep("What was said about the price and what it is worth. ", 12)

function init(arguments)
  headers = { ["Authorization"] = "Bearer " .. arguments[1], ["Content-Type"] = "application/json" }
  title = arguments[2]
end

function request()
  count = count + 1
  local body = string.format(
    '{"title":"%s %d","kind":"battleCard","publish":true,"text":"%s%s %d"}', title, count, text, title, count)
  return wrk.format("POST", "/api/v1/collateral", headers, body)
end

function done(summary)
  local errors = summary.errors
  print("halfdoor.requests=" .. summary.requests)
  print("halfdoor.micros=" .. summary.duration)
  print("halfdoor.errors=" .. errors.status + errors.connect + errors.read + errors.write + errors.timeout)
end
