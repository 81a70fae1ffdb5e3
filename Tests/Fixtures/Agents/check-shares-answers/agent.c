/* Answers otherwise when another call is inside at the same time, although it says that it can serve many at once. */
#include "../host-agent.h"

static _Atomic long inside;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  long others = inside++;
  usleep(500);
  inside--;
  return answer_number(agent->host, call, others ? 1 : 0);
}

PLUGIN()
