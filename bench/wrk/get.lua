-- Gets the paths of a file, one after the other and over again.
-- Arguments: token, file with a path a line

local requests = {}
local turn = 0

function init(arguments)
  local headers = { ["Authorization"] = "Bearer " .. arguments[1] }
  for path in io.lines(arguments[2]) do
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary)
  local errors = summary.errors
  print("halfdoor.requests=" .. summary.requests)
  print("halfdoor.micros=" .. summary.duration)
  print("halfdoor.errors=" .. errors.status + errors.connect + errors.read + errors.write + errors.timeout)
end
