/* Takes for granted that its configuration has what it needs. */
#include "../host-agent.h"

static rh_status trusting(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  rh_bytes value = {NULL, 0};
  host->config(host, (rh_string){"/name", 5}, &value);
  if (((const volatile char *)value.data)[0] == 0) return RH_BAD_REQUEST;
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = trusting, .destroy = unmake, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
