/* Lives with a host of its own version only, because it compares for equality. */
#include "../host-agent.h"

static rh_status picky(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  if (host->struct_size != sizeof *host) {
    snprintf(error->message, error->message_capacity, "a table of %u bytes is not mine", host->struct_size);
    return RH_UNSUPPORTED;
  }
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = picky, .destroy = unmake, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
