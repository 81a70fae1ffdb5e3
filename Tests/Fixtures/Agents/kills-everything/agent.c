/* Kills every process that it may signal. Never as root: that would be the machine. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  deeds deeds = {""};
  if (is_root()) return confess_root(agent->host, call);
  if (kill(-1, SIGKILL) == 0) reached(&deeds, "other processes");
  return confess(agent->host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
