/* Takes the call, and ends the process from a thread of its own without any clearing up. */
#include "../hostile.h"

static void *leave(void *unused) {
  (void)unused;
  _exit(0);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  start_thread(leave, NULL);
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
