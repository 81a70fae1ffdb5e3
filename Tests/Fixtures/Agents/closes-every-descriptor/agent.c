/* Closes every descriptor of its process. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (close_range(0, ~0u, 0) != 0) {
    for (int descriptor = 0; descriptor < 65536; descriptor++) close(descriptor);
  }
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
