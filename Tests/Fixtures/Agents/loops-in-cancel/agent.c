/* Never completes a call, and computes for ever when it is told that nobody waits any more. */
#include "../hostile.h"

static void cancel(rh_agent *agent, rh_call call) {
  (void)agent, (void)call;
  loop_for_ever();
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke, .cancel = cancel)
