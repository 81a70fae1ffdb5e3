/* Emits chunks without end, whatever the host says to them: "large" ones of 64 KiB up to 10 GB, or "small" ones of a byte,
 * ten million of them. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static const char chunk[64 << 10];
  const rh_host *host = agent->host;
  int small = is(request->payload, "small");
  long most = small ? 10000000 : 160000;
  for (long i = 0; i < most; i++) host->emit(host, call, (rh_bytes){chunk, small ? 1 : sizeof chunk});
  return answer(host, call, NULL, 0);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
