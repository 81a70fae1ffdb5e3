/* Kills its parent: in a worker that is the host. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  deeds deeds = {""};
  pid_t parent = getppid();
  if (parent > 1 && kill(parent, SIGKILL) == 0) reached(&deeds, "its parent");
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
