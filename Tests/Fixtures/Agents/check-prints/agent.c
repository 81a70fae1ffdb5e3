/* Prints what it does. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  puts("debug: got a request");
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN()
