/* Writes over all that the host had only lent: the request, its payload, the host's table. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (request->payload.size) memset((void *)request->payload.data, 0xFF, request->payload.size);
  if (request->capability.size) memset((void *)request->capability.data, 'z', request->capability.size);
  memset((void *)request, 0xFF, sizeof *request);
  rh_status status = answer_text(agent->host, call, "overwritten");
  memset((void *)agent->host, 0xFF, sizeof *agent->host);
  return status;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
