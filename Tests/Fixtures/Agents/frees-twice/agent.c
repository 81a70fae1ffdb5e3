/* Frees one piece of memory twice, with others in between so that the allocator sees it late. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  (void)request;
  void *volatile pieces[16];
  for (int round = 0; round < 64; round++) {
    for (int i = 0; i < 16; i++) pieces[i] = malloc(64);
    for (int i = 0; i < 16; i++) free(pieces[i]);
    free(pieces[3]);
    free(pieces[7]);
  }
  return answer_text(agent->host, call, "freed");
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
