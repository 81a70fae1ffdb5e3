/* Keeps what it counts with the thread that happens to call it. */
#include "../host-agent.h"

static _Thread_local int calls;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  char text[16];
  (void)request;
  int size = snprintf(text, sizeof text, "%d", ++calls);
  return answer(agent->host, call, text, (uint64_t)size);
}

PLUGIN()
