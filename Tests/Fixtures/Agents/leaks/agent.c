/* Answers well, and forgets 64 MiB at each call. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  void *volatile forgotten = malloc(64 << 20);
  if (forgotten) memset(forgotten, 1, 64 << 20);
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
