/* Leaves a thread and a descriptor behind at its destroy. */
#include <fcntl.h>

#include "../host-agent.h"

static void *idle(void *argument) {
  (void)argument;
  for (;;) pause();
  return NULL;
}

static rh_status busy(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  pthread_t thread;
  if (open("/dev/null", O_RDONLY) < 0 || pthread_create(&thread, NULL, idle, NULL)) return RH_OVERLOADED;
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = busy, .destroy = unmake, .invoke = invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
