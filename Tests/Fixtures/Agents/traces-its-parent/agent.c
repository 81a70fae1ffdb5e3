/* Attaches to its parent as a debugger does. */
#include "../hostile.h"

#include <sys/ptrace.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  deeds deeds = {""};
  if (ptrace(PTRACE_SEIZE, getppid(), NULL, NULL) == 0) reached(&deeds, "its parent, as a debugger");
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
