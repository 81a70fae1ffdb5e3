/* Writes a message of its own length, whatever room there is. */
#include "../host-agent.h"

static rh_status talkative(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  strcpy(error->message, "there is nothing wrong, and it takes a long sentence to say so");
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = talkative, .destroy = unmake, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
