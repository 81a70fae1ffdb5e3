/* Opens descriptors until there are none left, and keeps them. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  int ends[2];
  while (pipe(ends) == 0) continue;
  while (dup(2) >= 0) continue;
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
