/* Writes "these were the last words", without the end of a line, and ends itself. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  if (write(2, "these were the last words", 25) != 25) return RH_AGENT_ERROR;
  abort();
}

PLUGIN()
