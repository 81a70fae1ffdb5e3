/* Looks into the request once more after it has completed the call. */
#include "../host-agent.h"

static volatile long seen;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const char *bytes = request->payload.data;
  uint64_t size = request->payload.size;
  answer(agent->host, call, "{}", 2);
  for (uint64_t i = 0; i < size; i++) seen += bytes[i];
  return RH_OK;
}

PLUGIN()
