/* Answers well, and computes for ever when it is told to finish. */
#include "../hostile.h"

static rh_status drain(rh_agent *agent, uint64_t deadline_ns) {
  (void)agent, (void)deadline_ns;
  loop_for_ever();
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke, .drain = drain)
