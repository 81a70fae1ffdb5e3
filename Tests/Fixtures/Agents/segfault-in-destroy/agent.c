/* Answers well, and writes to address 8 when it is destroyed. */
#include "../hostile.h"

static void destroy(rh_agent *agent) {
  (void)agent;
  *(volatile int *)8 = 1;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = destroy, .invoke = invoke)
