/* Sets timers whose signals end a process that does not expect them. */
#include "../hostile.h"

#include <sys/time.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  struct itimerval often = {{0, 1000}, {0, 1000}};
  setitimer(ITIMER_PROF, &often, NULL);
  setitimer(ITIMER_VIRTUAL, &often, NULL);
  setitimer(ITIMER_REAL, &often, NULL);
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
