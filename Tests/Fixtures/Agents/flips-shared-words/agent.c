/* Answers well, while a thread of its own flips words here and there in all memory that it shares with others. */
#include "../shared-memory.h"

static region regions[64];
static size_t count;

static void *flip(void *unused) {
  (void)unused;
  uint64_t noise = 88172645463325252u;
  for (;;) {
    noise ^= noise << 13, noise ^= noise >> 7, noise ^= noise << 17;
    region *region = &regions[noise % count];
    ((volatile uint32_t *)region->start)[(noise >> 8) % (region->size / 4)] ^= 1u << (noise >> 58 & 31);
    if ((noise & 0xFFF) == 0) usleep(50);
  }
  return NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  if (agent->number++ == 0) {
    count = shared_regions(request, regions, 64);
    if (count > 0) start_thread(flip, NULL);
  }
  return rh_answer(agent->host, call, request->payload);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
