/* Answers well, and computes for ever when it is asked how it is. */
#include "../hostile.h"

static rh_status health(rh_agent *agent, rh_health *out) {
  (void)agent, (void)out;
  loop_for_ever();
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke, .health = health)
