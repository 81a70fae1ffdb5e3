/* Built with -ftls-model=initial-exec: its thread-local variable needs the room that every thread has from its start. */
#include "../host-agent.h"

static __thread long count;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  return answer_number(agent->host, call, ++count);
}

PLUGIN()
