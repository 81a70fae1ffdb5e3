/* Uses every field of every struct without asking struct_size whether it is there. */
#include "../host-agent.h"

static rh_status trusting(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  if (config->config.size && ((const char *)config->config.data)[0] != '{') return RH_BAD_REQUEST;
  host->get_extension(host, RH_EXT_CAPABILITIES);
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  long sum = 0;
  for (uint64_t i = 0; i < request->caller.size; i++) sum += request->caller.data[i];
  return answer_number(agent->host, call, sum);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = trusting, .destroy = unmake, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
