/* Cannot answer without a file of the system, for which its manifest does not ask. */
#include "../host-agent.h"
#include <fcntl.h>
#include <unistd.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  int file = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
  if (file < 0) return RH_AGENT_ERROR;
  close(file);
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN()
