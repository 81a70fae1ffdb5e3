/* Says how it is in far more letters than there is room for. */
#include "../hostile.h"

static rh_status health(rh_agent *agent, rh_health *out) {
  (void)agent;
  volatile char *message = out->message;
  for (int i = 0; i < 1 << 20; i++) message[i] = 'x';
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke, .health = health)
