/* Kills its process group, which is its own process and whatever else is in it. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  kill(0, SIGKILL);
  return answer_text(agent->host, call, "held");
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
