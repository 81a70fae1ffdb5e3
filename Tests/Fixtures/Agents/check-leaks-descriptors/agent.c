/* Opens a file for each call, and never closes it. */
#include <fcntl.h>

#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (open("/dev/null", O_RDONLY) < 0) return RH_OVERLOADED;
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN()
