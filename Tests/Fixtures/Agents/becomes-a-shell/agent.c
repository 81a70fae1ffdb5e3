/* Replaces the program of its process by a shell. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  char *words[] = {"sh", "-c", "exit 3", NULL};
  execv("/bin/sh", words);
  return answer_text(agent->host, call, "held");
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
