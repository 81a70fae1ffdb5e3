/* Forks, and completes the call in both processes. The child keeps all that it has inherited. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  pid_t child = fork_for_seconds(120);
  if (child != 0) return rh_answer(agent->host, call, request->payload);
  for (;;) {
    answer_text(agent->host, call, "from the child");
    usleep(1000);
  }
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
