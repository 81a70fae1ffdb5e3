/* Reads a field of the request that only a later header has, without looking whether this host gave it. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const struct { rh_request known; rh_string later; } *longer = (const void *)request;
  return answer_number(agent->host, call, (long long)longer->later.size);
}

PLUGIN()
