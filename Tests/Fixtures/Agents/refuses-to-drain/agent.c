/* Keeps its calls and says no when it is told to finish them. */
#include "../hostile.h"

static rh_status drain(rh_agent *agent, uint64_t deadline_ns) {
  (void)agent, (void)deadline_ns;
  return RH_AGENT_ERROR;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke, .drain = drain)
