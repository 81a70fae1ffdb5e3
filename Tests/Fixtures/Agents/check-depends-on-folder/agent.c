/* Answers with the folder in which its process happens to be. */
#include "../host-agent.h"
#include <limits.h>
#include <unistd.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char folder[PATH_MAX], text[PATH_MAX + 2];
  (void)request;
  if (!getcwd(folder, sizeof folder)) return RH_AGENT_ERROR;
  int size = snprintf(text, sizeof text, "\"%s\"", folder);
  return answer(agent->host, call, text, (uint64_t)size);
}

PLUGIN()
