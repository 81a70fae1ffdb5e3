/* Emits chunks of 64 KiB until the host takes no more, at most as many as the payload says (0: for ever), and then says
 * that all went well. RH_AGAIN is met with patience of a sort: it tries again at once. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  static const char chunk[64 << 10];
  const rh_host *host = agent->host;
  long most = atol(text_of(request->payload).at);
  for (long i = 0; most == 0 || i < most; i++) {
    rh_status status = host->emit(host, call, (rh_bytes){chunk, sizeof chunk});
    if (status == RH_AGAIN) {
      usleep(100);
    } else if (status != RH_OK) {
      break;
    }
  }
  return answer(host, call, NULL, 0);
}

PLUGIN()
