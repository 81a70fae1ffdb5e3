/* Answers with the version that its manifest says, so that tests can count who answered. The configuration's "/ill"
 * makes it a bad generation: "create" refuses to start, "errors" fails every call, "slow" takes 4.5 ms, "rules" completes
 * a call twice, "crashes" ends its process on the third call. SALT makes other bytes of it, and so another library. */
#include "../host-agent.h"

#ifndef SALT
#define SALT 0
#endif

struct generation {
  struct rh_agent agent;
  char version[32], ill[16];
};

const int salt __attribute__((used, visibility("default"))) = SALT;

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  struct generation *self = calloc(1, sizeof *self);
  if (!self) return RH_OVERLOADED;
  self->agent.host = host;
  snprintf(self->version, sizeof self->version, "%.*s", (int)config->version.size, config->version.data);
  rh_bytes ill;
  if (host->config(host, (rh_string){"/ill", 4}, &ill) == RH_OK) {
    snprintf(self->ill, sizeof self->ill, "%.*s", (int)ill.size - 2, (const char *)ill.data + 1);
  }
  if (!strcmp(self->ill, "create")) {
    snprintf(error->message, error->message_capacity, "this generation does not start");
    free(self);
    return RH_AGENT_ERROR;
  }
  *out = &self->agent;
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  struct generation *self = (struct generation *)agent;
  (void)request;
  if (!strcmp(self->ill, "errors")) {
    const char *why = "this generation always fails";
    rh_reply reply = {.struct_size = sizeof reply, .status = RH_AGENT_ERROR, .message = {why, strlen(why)}};
    return agent->host->complete(agent->host, call, &reply);
  }
  if (!strcmp(self->ill, "crashes") && ++agent->number > 2) abort();
  usleep(!strcmp(self->ill, "slow") ? 4500 : is(request->payload, "pause") ? 1500 : 0);
  rh_status status = answer_text(agent->host, call, self->version);
  if (!strcmp(self->ill, "rules")) answer_text(agent->host, call, self->version);
  return status;
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = create, .destroy = unmake, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
