/* Says that its reply has four bytes. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  rh_reply reply = {.struct_size = 4, .payload = request->payload};
  return agent->host->complete(agent->host, call, &reply);
}

PLUGIN()
