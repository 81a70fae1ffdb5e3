/* Completes the call as it should, and crashes before it returns. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  rh_status status = rh_answer(agent->host, call, request->payload);
  *(volatile int *)8 = 1;
  return status;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
