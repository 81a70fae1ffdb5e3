/* Completes each call a thousand times, with another answer each time, from two threads at once. */
#include "../hostile.h"

static void *repeat(void *argument) {
  open_call *kept = argument;
  for (int i = 0; i < 500; i++) answer_number(kept->host, kept->call, i);
  free(kept);
  return NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  start_thread(repeat, keep(agent, call));
  for (int i = 500; i < 1000; i++) answer_number(agent->host, call, i);
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
