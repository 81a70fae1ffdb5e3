/* Completes the call, and returns an error as well. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  answer(agent->host, call, request->payload.data, request->payload.size);
  return RH_AGENT_ERROR;
}

PLUGIN()
