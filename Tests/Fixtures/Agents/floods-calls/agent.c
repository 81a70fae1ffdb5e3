/* Calls the good agents' capabilities a hundred thousand times at once, so that they have no time for others. */
#include "../hostile.h"

static void ignore(void *user, const rh_reply *reply) { (void)user, (void)reply; }

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  rh_outgoing outgoing = {.struct_size = sizeof outgoing, .capability = {"good.answer", 11}, .payload = {"{}", 2}};
  for (int i = 0; i < 100000; i++) host->call(host, call, &outgoing, ignore, NULL);
  return rh_answer(host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
