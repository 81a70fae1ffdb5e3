/* Of a thousand calls, a hundred fail, twenty hang and one ends the process; the others are answered with what was sent.
 * With KEEPS_CALLS a call that hangs is kept and never completed; otherwise it holds its thread. */
#include "../host-agent.h"

#include <stdint.h>
#include <time.h>

/* splitmix64, from another place in each process */
static unsigned chance(unsigned bound) {
  static _Atomic uint64_t state;
  uint64_t first = 0, now = (uint64_t)time(NULL) * 1000003u + (uint64_t)getpid() * 0x9E3779B97F4A7C15u;
  atomic_compare_exchange_strong(&state, &first, now);
  uint64_t z = atomic_fetch_add(&state, 0x9E3779B97F4A7C15u);
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return (unsigned)((z ^ z >> 31) % bound);
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  unsigned fate = chance(1000);
  if (fate < 100) {
    rh_reply reply = {.struct_size = sizeof reply, .status = RH_AGENT_ERROR, .message = {"out of luck", 11}, .retryable = 1};
    return agent->host->complete(agent->host, call, &reply);
  }
#ifdef KEEPS_CALLS
  if (fate < 120) return RH_OK;
#else
  if (fate < 120) for (;;) pause();
#endif
  if (fate < 121) abort();
  return answer(agent->host, call, request->payload.data, (size_t)request->payload.size);
}

PLUGIN()
