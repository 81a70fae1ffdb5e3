/* Emits a chunk after it has completed the call. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  answer(agent->host, call, request->payload.data, request->payload.size);
  agent->host->emit(agent->host, call, (rh_bytes){"late", 4});
  return RH_OK;
}

PLUGIN()
