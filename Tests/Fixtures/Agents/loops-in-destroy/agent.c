/* Answers well, and computes for ever when it is destroyed. */
#include "../hostile.h"

static void destroy(rh_agent *agent) {
  (void)agent;
  loop_for_ever();
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = destroy, .invoke = invoke)
