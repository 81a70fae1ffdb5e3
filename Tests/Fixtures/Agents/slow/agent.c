/* Takes as many milliseconds as the payload says, asleep on the thread it was called on; says when it is cancelled. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  usleep((useconds_t)atol(text_of(request->payload).at) * 1000);
  return answer_text(agent->host, call, "slept");
}

static void cancel(rh_agent *agent, rh_call call) { say(agent->host, call, "cancelled"); }

PLUGIN(.cancel = cancel)
