/* Writes far behind the end of what it allocated, over the allocator's own notes and its neighbours' bytes. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  volatile char *piece = malloc(64);
  for (int i = 0; i < 1 << 20; i++) piece[i] = (char)0xA5;
  free((void *)piece);
  free(malloc(1 << 12));
  return answer_text(agent->host, call, "overrun");
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
