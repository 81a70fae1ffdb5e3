/* Calls its own capability, many times over, and each of those calls does the same. */
#include "../hostile.h"

static void ignore(void *user, const rh_reply *reply) { (void)user, (void)reply; }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  rh_outgoing outgoing = {.struct_size = sizeof outgoing, .capability = request->capability};
  for (int i = 0; i < 64; i++) host->call(host, i % 2 ? call : RH_NO_CALL, &outgoing, ignore, NULL);
  return rh_answer(host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
