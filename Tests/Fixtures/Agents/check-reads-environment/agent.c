/* Answers another thing without a variable, for which its manifest does not ask. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  const char *text = getenv("CHECK_FIXTURE") ? "\"set\"" : "\"not set\"";
  return answer(agent->host, call, text, strlen(text));
}

PLUGIN()
