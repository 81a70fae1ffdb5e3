/* Refuses to be created, and says why. */
#define make unused_make
#include "../host-agent.h"
#undef make

static rh_status make(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)host, (void)config, (void)out;
  snprintf(error->message, error->message_capacity, "no model at /nowhere");
  return RH_AGENT_ERROR;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  return answer_text(agent->host, call, "never");
}

PLUGIN()
