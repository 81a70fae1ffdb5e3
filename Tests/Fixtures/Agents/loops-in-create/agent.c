/* Computes for ever while it is created. */
#include "../hostile.h"

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  loop_for_ever();
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = create, .destroy = unmake, .invoke = invoke)
