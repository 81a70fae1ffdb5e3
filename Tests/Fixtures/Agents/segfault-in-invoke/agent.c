/* Writes to address 8 when it is asked. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  *(volatile int *)8 = 1;
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
