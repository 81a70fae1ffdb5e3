/* Comes back from create after 700 ms, which is longer than it was given. */
#define make prompt_make
#include "../host-agent.h"
#undef make

static rh_status make(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  usleep(700 * 1000);
  return prompt_make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  return answer_text(agent->host, call, "too late");
}

PLUGIN()
