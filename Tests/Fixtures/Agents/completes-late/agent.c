/* Completes each call from a thread of its own two seconds later, when its caller has long been answered. */
#include "../hostile.h"

static void *finish(void *argument) {
  open_call *kept = argument;
  sleep(2);
  answer_text(kept->host, kept->call, "late");
  free(kept);
  return NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  start_thread(finish, keep(agent, call));
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
