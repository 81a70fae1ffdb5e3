/* Ends the process with exit(0) as soon as its library is loaded. */
#include "../hostile.h"

__attribute__((constructor)) static void first_of_all(void) { exit(0); }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
