/* Keeps its one instance in a variable of the library, and loses it as soon as any is destroyed. */
#include "../host-agent.h"

static rh_agent *only;

static rh_status create_only(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  rh_status status = make(host, config, out, error);
  only = *out;
  return status;
}

static void destroy_only(rh_agent *agent) {
  unmake(agent);
  only = NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent;
  return answer(only->host, call, request->payload.data, request->payload.size);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = create_only, .destroy = destroy_only, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
