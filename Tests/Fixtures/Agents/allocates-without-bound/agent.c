/* Allocates and touches memory until there is none, and goes on asking. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  if (is_root()) return confess_root(agent->host, call);
  for (;;) {
    void *piece = malloc(16 << 20);
    if (piece) memset(piece, 1, 16 << 20); else usleep(100);
  }
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
