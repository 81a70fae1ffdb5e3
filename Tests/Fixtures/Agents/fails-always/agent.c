/* Fails every call until a payload of "well"; "ill" makes it fail again. Both words are answered. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (is(request->payload, "well")) agent->number = 1;
  if (is(request->payload, "ill")) agent->number = 0;
  if (agent->number || is(request->payload, "ill")) {
    return answer(agent->host, call, request->payload.data, request->payload.size);
  }
  rh_reply reply = {.struct_size = sizeof reply, .status = RH_AGENT_ERROR, .message = {"always", 6}};
  return agent->host->complete(agent->host, call, &reply);
}

PLUGIN()
