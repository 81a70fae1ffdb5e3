/* Goes on completing, emitting and logging from a thread of its own when it has been destroyed. */
#include "../hostile.h"

static void *go_on(void *argument) {
  open_call *kept = argument;
  for (;;) {
    answer_text(kept->host, kept->call, "after all");
    kept->host->emit(kept->host, kept->call, (rh_bytes){"x", 1});
    say(kept->host, kept->call, "still here");
    usleep(100);
  }
  return NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (agent->number++ == 0) start_thread(go_on, keep(agent, call));
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
