/* Gives up with abort() when it is asked. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  abort();
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
