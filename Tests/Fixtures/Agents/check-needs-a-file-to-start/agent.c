/* Cannot be created without a file of the system, for which its manifest does not ask. */
#include "../host-agent.h"
#include <fcntl.h>
#include <unistd.h>

static rh_status create_with_file(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  int file = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    snprintf(error->message, error->message_capacity, "no users");
    return RH_AGENT_ERROR;
  }
  close(file);
  return make(host, config, out, error);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR,
  .create = create_with_file, .destroy = unmake, .invoke = invoke,
};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
