/* Completes calls that are not its own: it tries every token near its own, and each with one bit flipped. */
#include "../hostile.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  rh_status first = RH_MISBEHAVED;
  deeds deeds = {""};
  for (rh_call i = 1; i <= 20000 && first != RH_OK; i++) {
    rh_call near = i & 1 ? call + i / 2 + 1 : call - i / 2;
    first = answer_text(host, near, "stolen");
    if (first != RH_OK) first = answer_text(host, i, "stolen");
  }
  for (int bit = 0; bit < 64 && first != RH_OK; bit++) first = answer_text(host, call ^ (rh_call)1 << bit, "stolen");
  (void)request;
  if (first == RH_OK) reached(&deeds, "a call of somebody else");
  return confess(host, call, &deeds);
}

HOSTILE(.create = make, .destroy = unmake, .invoke = invoke)
