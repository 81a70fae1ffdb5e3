/* Says when it is drained, and hangs there for as long as its configuration's "/hang" says, in milliseconds. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

static rh_status drain(rh_agent *agent, uint64_t deadline) {
  (void)deadline;
  rh_bytes value;
  say(agent->host, RH_NO_CALL, "drained");
  if (agent->host->config(agent->host, (rh_string){"/hang", 5}, &value) == RH_OK) {
    usleep((useconds_t)atol(text_of(value).at) * 1000);
  }
  return RH_OK;
}

PLUGIN(.drain = drain)
