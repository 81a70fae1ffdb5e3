/* Calls itself until the stack has no room left. */
#include "../hostile.h"

static long deeper(volatile char *above) {
  if (above[0] == 0) return 0;
  volatile char room[4096];
  room[0] = above[0];
  return deeper(room) + room[0];
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  volatile char first[1] = {1};
  (void)request;
  return answer_number(agent->host, call, deeper(first));
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
