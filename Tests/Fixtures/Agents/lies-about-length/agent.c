/* Answers with two gigabytes that are not there: a length with a pointer to nowhere. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  return answer(agent->host, call, (const char *)16, is(request->payload, "chunk") ? 1 << 20 : (size_t)2 << 30);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
