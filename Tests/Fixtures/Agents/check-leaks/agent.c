/* Keeps a hundred bytes of each call. */
#include "../host-agent.h"

static void *volatile last;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  void **kept = calloc(1, 100);
  *kept = last;
  last = kept;
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN()
