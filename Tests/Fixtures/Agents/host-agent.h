/* The parts of an agent that are not the defect, for the tests of the host: one instance each, with room for a word. */
#ifndef FIXTURE_HOST_AGENT_H
#define FIXTURE_HOST_AGENT_H

#include <pthread.h>
#include <roundhouse.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct rh_agent {
  const rh_host *host;
  _Atomic long number; /* the fixture's own */
};

static inline void say(const rh_host *host, rh_call call, const char *text) {
  host->log(host, call, RH_LOG_INFO, (rh_string){text, strlen(text)});
}

static inline rh_status make(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)config, (void)error;
  rh_agent *agent = calloc(1, sizeof *agent);
  if (!agent) return RH_OVERLOADED;
  agent->host = host;
  *out = agent;
  return RH_OK;
}

/* Says so, because the tests count it. */
static inline void unmake(rh_agent *agent) {
  say(agent->host, RH_NO_CALL, "destroyed");
  free(agent);
}

static inline int is(rh_bytes payload, const char *word) {
  return payload.size == strlen(word) && memcmp(payload.data, word, payload.size) == 0;
}

static inline int begins(rh_bytes payload, const char *word) {
  return payload.size >= strlen(word) && memcmp(payload.data, word, strlen(word)) == 0;
}

/* The payload as text that ends in NUL; longer ones are cut. */
typedef struct text { char at[4096]; } text;
static inline text text_of(rh_bytes payload) {
  text copy;
  size_t size = payload.size < sizeof copy.at ? payload.size : sizeof copy.at - 1;
  if (size) memcpy(copy.at, payload.data, size);
  copy.at[size] = 0;
  return copy;
}

static inline rh_status answer(const rh_host *host, rh_call call, const char *data, size_t size) {
  rh_reply reply = {.struct_size = sizeof reply, .payload = {data, size}};
  return host->complete(host, call, &reply);
}

static inline rh_status answer_text(const rh_host *host, rh_call call, const char *data) {
  return answer(host, call, data, strlen(data));
}

static inline rh_status answer_number(const rh_host *host, rh_call call, long long number) {
  char data[32];
  int size = snprintf(data, sizeof data, "%lld", number);
  return answer(host, call, data, (size_t)size);
}

#define PLUGIN(...)                                                                                       \
  static const rh_plugin plugin = {.struct_size = sizeof plugin, .create = make, .destroy = unmake, .invoke = invoke, \
                                   __VA_ARGS__};                                                          \
  RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }

#endif
