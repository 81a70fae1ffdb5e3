/* Sends itself a signal that nobody can catch. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  raise(SIGKILL);
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
