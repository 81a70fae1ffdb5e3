/* SPDX-License-Identifier: Apache-2.0
 * The smallest useful agent. Copy this page to begin one of your own; sdk/c/include/roundhouse.h explains every word.
 */
#include <roundhouse.h>
#include <stdlib.h>
#include <string.h>

struct rh_agent {
  const rh_host *host;
};

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)config, (void)error;
  rh_agent *agent = malloc(sizeof *agent);
  if (agent == NULL) return RH_OVERLOADED;
  agent->host = host;
  *out = agent;
  return RH_OK;
}

static void destroy(rh_agent *agent) { free(agent); }

/* text.echo: the answer is the question. Completing before invoke returns is what "blocking": false promises. */
static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  rh_reply reply = {
    .struct_size = sizeof reply,
    .content_type = request->content_type,
    .payload = request->payload,
  };
  return agent->host->complete(agent->host, call, &reply);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin,
  .abi_minor = RH_ABI_MINOR,
  .create = create,
  .destroy = destroy,
  .invoke = invoke,
};

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
