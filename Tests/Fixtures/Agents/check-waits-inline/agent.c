/* Declared non-blocking, and calls a function that may wait. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  agent->host->emit_wait(agent->host, call, (rh_bytes){"{}", 2});
  (void)request;
  return answer(agent->host, call, NULL, 0);
}

PLUGIN()
