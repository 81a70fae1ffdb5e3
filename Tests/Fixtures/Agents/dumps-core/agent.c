/* Lifts the limit on core files, and aborts: a picture of the process' memory is to lie on the disk. */
#include "../hostile.h"

#include <sys/prctl.h>

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  struct rlimit limit;
  getrlimit(RLIMIT_CORE, &limit);
  limit.rlim_cur = limit.rlim_max = RLIM_INFINITY;
  if (setrlimit(RLIMIT_CORE, &limit) == 0) say(agent->host, call, "reached: core files without limit");
  prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
  abort();
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
