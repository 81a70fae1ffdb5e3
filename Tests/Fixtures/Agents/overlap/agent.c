/* Notices when two of its functions run at once: answers with how many calls have seen another inside. "most" answers
 * with how many were inside at most. Any other payload stays for a moment, which is as many microseconds. */
#include "../host-agent.h"

static _Atomic long inside, most, overlaps;

static long enter(void) {
  long now = ++inside, seen = most;
  if (now > 1) overlaps++;
  while (seen < now && !atomic_compare_exchange_weak(&most, &seen, now)) {}
  return now;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (is(request->payload, "most")) return answer_number(agent->host, call, most);
  if (is(request->payload, "overlaps")) return answer_number(agent->host, call, overlaps);
  if (is(request->payload, "forget")) most = overlaps = 0;
  enter();
  usleep((useconds_t)atol(text_of(request->payload).at));
  inside--;
  return answer_number(agent->host, call, 0);
}

static rh_status health(rh_agent *agent, rh_health *out) {
  (void)agent;
  enter();
  usleep(200);
  inside--;
  out->state = RH_HEALTHY;
  return RH_OK;
}

PLUGIN(.health = health)
