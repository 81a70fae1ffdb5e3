/* Calls the host from within a signal's handler, a thousand times a second, whatever its threads hold just then. */
#include "../hostile.h"

#include <sys/time.h>

static const rh_host *the_host;

static void on_alarm(int number) {
  (void)number;
  say(the_host, RH_NO_CALL, "from a signal");
  the_host->metric(the_host, RH_METRIC_COUNTER, (rh_string){"signals", 7}, 1);
  free(malloc(64));
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  struct itimerval often = {{0, 1000}, {0, 1000}};
  the_host = agent->host;
  signal(SIGALRM, on_alarm);
  setitimer(ITIMER_REAL, &often, NULL);
  for (int i = 0; i < 20000; i++) say(agent->host, call, "from the call");
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
