/* Ends the process when it is asked for what it does not offer. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  rh_string name = request->capability;
  if (name.size < 8 || memcmp(name.data, "fixture.", 8) != 0) abort();
  return answer(agent->host, call, "{}", 2);
}

PLUGIN()
