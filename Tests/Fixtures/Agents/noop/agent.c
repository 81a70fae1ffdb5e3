/* Answers at once with what it got: the agent of the benchmarks, and the good neighbour of the bad ones. */
#include <roundhouse.h>
#include <stdlib.h>

struct rh_agent {
  const rh_host *host;
};

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)config, (void)error;
  rh_agent *agent = malloc(sizeof *agent);
  if (!agent) return RH_OVERLOADED;
  agent->host = host;
  *out = agent;
  return RH_OK;
}

static void destroy(rh_agent *agent) { free(agent); }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = create, .destroy = destroy, .invoke = invoke};

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
