/* Takes its time to hear that a call was cancelled. */
#include "../host-agent.h"

static void cancel(rh_agent *agent, rh_call call) {
  (void)agent, (void)call;
  usleep(150000);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN(.cancel = cancel)
