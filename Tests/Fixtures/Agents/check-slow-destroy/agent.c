/* Takes its time to be destroyed. */
#include "../host-agent.h"

static void slow(rh_agent *agent) {
  usleep(1100000);
  unmake(agent);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = make, .destroy = slow, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
