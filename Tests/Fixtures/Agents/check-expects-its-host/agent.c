/* Answers only in a process that has the host's name. */
#include "../host-agent.h"
#include <errno.h>

extern char *program_invocation_short_name;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (strcmp(program_invocation_short_name, "roundhouse") != 0) return RH_AGENT_ERROR;
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN()
