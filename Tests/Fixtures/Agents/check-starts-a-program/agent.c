/* Cannot answer without a program of the system, for which its manifest does not ask. */
#include "../host-agent.h"
#include <spawn.h>
#include <sys/wait.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char *words[] = {"/usr/bin/true", NULL}, *variables[] = {NULL};
  pid_t child;
  int status = 1;
  if (posix_spawn(&child, words[0], NULL, NULL, words, variables) != 0) return RH_AGENT_ERROR;
  if (waitpid(child, &status, 0) != child || status != 0) return RH_AGENT_ERROR;
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN()
