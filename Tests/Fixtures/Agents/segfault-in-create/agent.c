/* Writes to address 8 while it is created. */
#include "../hostile.h"

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  *(volatile int *)8 = 1;
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = create, .destroy = unmake, .invoke = invoke)
