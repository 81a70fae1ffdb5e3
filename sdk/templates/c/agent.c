/* SPDX-License-Identifier: Apache-2.0
 * {{id}}: an agent in C. roundhouse.h says what each function may do, on which thread, and who owns what. */
#include <roundhouse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One instance: what you need between calls. */
struct rh_agent {
  const rh_host *host;
};

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)config;
  rh_agent *agent = malloc(sizeof *agent);
  if (agent == NULL) {
    snprintf(error->message, error->message_capacity, "no memory");
    return RH_OVERLOADED;
  }
  agent->host = host;
  *out = agent;
  return RH_OK;
}

static void destroy(rh_agent *agent) { free(agent); }

/* One call. request->capability says which, request->payload has the input. The manifest says "blocking": false, so
 * this must return within 5 ms; take that line away if your work takes longer. */
static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  static const char text[] = "{\"greeting\":\"hello from C\"}";
  rh_reply reply = { .struct_size = sizeof reply, .payload = { text, strlen(text) } };
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
