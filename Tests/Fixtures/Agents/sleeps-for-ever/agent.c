/* Sleeps for ever on the thread that asked. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  for (;;) pause();
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
