/* Takes the call, and crashes in a thread of its own a moment later. */
#include "../hostile.h"

static void *crash(void *unused) {
  (void)unused;
  *(volatile int *)8 = 1;
  return NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  start_thread(crash, NULL);
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
