/* Kills every process that it may signal. Never as root: that would be the machine. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  if (is_root()) return confess_root(agent->host, call);
  /* What it returns says nothing: 0 also when each single process was out of reach. */
  kill(-1, SIGKILL);
  return answer_text(agent->host, call, "sent");
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
