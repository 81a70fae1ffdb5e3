/* Forbids its process to write to any of its memory, shared or not. */
#include "../shared-memory.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static region found[4096];
  char line[512], rights[8];
  unsigned long start, end;
  size_t count = 0;
  FILE *maps = fopen("/proc/self/maps", "r");
  while (maps && count < 4096 && fgets(line, sizeof line, maps)) {
    if (sscanf(line, "%lx-%lx %7s", &start, &end, rights) != 3 || rights[1] != 'w') continue;
    found[count++] = (region){(char *)start, end - start};
  }
  if (!maps) count = region_around(request->payload.data, found);
  for (size_t i = 0; i < count; i++) mprotect(found[i].start, found[i].size, PROT_READ);
  return answer_number(agent->host, call, (long long)count);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
