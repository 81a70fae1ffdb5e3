/* Writes to address 8 as soon as its library is loaded, before anybody has called it. */
#include "../hostile.h"

__attribute__((constructor)) static void first_of_all(void) { *(volatile int *)8 = 1; }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
