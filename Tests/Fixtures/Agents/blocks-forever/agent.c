/* Never comes back from invoke, until somebody asks with "release"; "wait" hangs, all else is answered. */
#include "../host-agent.h"

static _Atomic int released, waiting;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (is(request->payload, "release")) {
    /* Whoever is to be released may still be on its way to its thread. */
    for (int i = 0; i < 20000 && !waiting; i++) usleep(500);
    released = 1;
    while (waiting) usleep(500);
    released = 0;
    return answer_text(agent->host, call, "released");
  }
  if (!is(request->payload, "wait")) return answer(agent->host, call, request->payload.data, request->payload.size);
  waiting++;
  while (!released) usleep(500);
  waiting--;
  return answer_text(agent->host, call, "at last");
}

PLUGIN()
