/* Takes for granted that every payload is an object, and ends the process at any other. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const char *bytes = request->payload.data;
  if (request->payload.size == 0 || bytes[0] != '{') __builtin_trap();
  return answer(agent->host, call, "{}", 2);
}

PLUGIN()
