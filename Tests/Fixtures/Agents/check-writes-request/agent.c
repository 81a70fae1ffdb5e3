/* Changes the payload where it stands. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char *bytes = (char *)(uintptr_t)request->payload.data;
  for (uint64_t i = 0; i < request->payload.size; i++) bytes[i] ^= 0x20;
  return answer(agent->host, call, bytes, request->payload.size);
}

PLUGIN()
