/* Takes all memory away that it shares with others, and answers then. */
#include "../shared-memory.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  region regions[64];
  size_t count = shared_regions(request, regions, 64);
  for (size_t i = 0; i < count; i++) munmap(regions[i].start, regions[i].size);
  return answer_number(agent->host, call, (long long)count);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
