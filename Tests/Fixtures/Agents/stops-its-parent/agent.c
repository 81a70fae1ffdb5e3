/* Stops its parent, and sends it the signal that asks for the end. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  deeds deeds = {""};
  pid_t parent = getppid();
  if (parent > 1 && kill(parent, SIGTERM) == 0) reached(&deeds, "its parent's end");
  if (parent > 1 && kill(parent, SIGSTOP) == 0) reached(&deeds, "its parent's standstill");
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
