/* Ends the process with exit(0), as if all were well. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  exit(0);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
