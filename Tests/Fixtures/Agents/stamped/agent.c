/* Answers with the version that its manifest says and the number that its library was compiled with, as "2.7.0 of 2": so
 * a test sees whether the two belong together. All of the library has to be there for that: a long table says so. */
#include "../host-agent.h"

#ifndef STAMP
#define STAMP 0
#endif

#define LENGTH 4096
static volatile const unsigned char table[LENGTH] = {[0 ... LENGTH - 1] = STAMP + 1};

struct stamped {
  struct rh_agent agent;
  char version[32];
};

static int is_whole(void) {
  for (int i = 0; i < LENGTH; i++) {
    if (table[i] != STAMP + 1) return 0;
  }
  return 1;
}

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  struct stamped *self = calloc(1, sizeof *self);
  (void)error;
  if (!self) return RH_OVERLOADED;
  self->agent.host = host;
  snprintf(self->version, sizeof self->version, "%.*s", (int)config->version.size, config->version.data);
  *out = &self->agent;
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char words[64];
  (void)request;
  snprintf(words, sizeof words, "%s of %d", ((struct stamped *)agent)->version, is_whole() ? STAMP : -1);
  return answer_text(agent->host, call, words);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = create, .destroy = unmake, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
