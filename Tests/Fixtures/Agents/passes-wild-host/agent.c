/* Calls the host's functions with a table of its own making instead of the host's. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static struct rh_host forged;
  const rh_host *host = agent->host;
  forged = *host;
  forged.instance = host->instance + 1;
  rh_reply reply = {.struct_size = sizeof reply, .payload = {"forged", 6}};
  host->complete(&forged, call, &reply);
  forged.instance = UINT64_MAX;
  host->complete(&forged, call, &reply);
  host->log(&forged, call, RH_LOG_INFO, (rh_string){"forged", 6});
  return rh_answer(host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
