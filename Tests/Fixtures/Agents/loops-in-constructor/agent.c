/* Computes for ever while its library is loaded, with the loader's lock held. */
#include "../hostile.h"

__attribute__((constructor)) static void first_of_all(void) { loop_for_ever(); }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
