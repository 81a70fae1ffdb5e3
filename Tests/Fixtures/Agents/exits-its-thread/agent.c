/* Ends the thread that the host had lent it. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)agent, (void)call, (void)request;
  pthread_exit(NULL);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
