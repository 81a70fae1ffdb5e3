/* Answers with the number of its process. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  return answer_number(agent->host, call, getpid());
}

PLUGIN()
