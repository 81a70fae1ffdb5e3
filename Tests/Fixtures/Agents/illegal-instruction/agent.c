/* Runs an instruction that no processor has. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  __builtin_trap();
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
