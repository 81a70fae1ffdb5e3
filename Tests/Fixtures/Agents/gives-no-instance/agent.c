/* Says that it was created, and hands over nothing; what it would be asked with is left to chance. */
#include "../hostile.h"

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)host, (void)config, (void)out, (void)error;
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = create, .destroy = unmake, .invoke = invoke)
