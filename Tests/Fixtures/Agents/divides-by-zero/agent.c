/* Divides by zero. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  volatile int zero = 0;
  return 1 / zero;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
