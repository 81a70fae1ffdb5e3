/* Ignores every signal, those of a crash and of the end among them, blocks all of them, and computes for ever. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  sigset_t all;
  sigfillset(&all);
  for (int number = 1; number < 65; number++) signal(number, SIG_IGN);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  if (is(request->payload, "answer")) return answer_text(agent->host, call, "changed");
  loop_for_ever();
  return RH_OK;
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
