/* Declared non-blocking, and takes eight milliseconds for each call. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  usleep(8000);
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN()
