/* Writes over all memory that it shares with others, indices and slots of its ring among it. The payload says with what:
 * "zeros", "ones" or "noise". */
#include "../shared-memory.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  region regions[64];
  int zeros = is(request->payload, "zeros"), ones = is(request->payload, "ones");
  size_t count = shared_regions(request, regions, 64);
  unsigned noise = 1;
  for (size_t i = 0; i < count; i++) {
    if (zeros || ones) memset(regions[i].start, zeros ? 0 : 0xFF, regions[i].size);
    for (size_t at = 0; !zeros && !ones && at < regions[i].size; at++) {
      noise = noise * 1103515245u + 12345u;
      regions[i].start[at] = (char)(noise >> 16);
    }
  }
  return answer_number(agent->host, call, (long long)count);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
