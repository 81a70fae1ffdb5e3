/* Declared non-blocking, and holds its caller's thread all the same: "sleep <ms>", "spin <ms>", or "forever" until
 * another library call releases it. */
#include "../host-agent.h"

static _Atomic int released;

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  text t = text_of(request->payload);
  long milliseconds = 0;
  if (sscanf(t.at, "sleep %ld", &milliseconds) == 1) usleep((useconds_t)milliseconds * 1000);
  if (sscanf(t.at, "spin %ld", &milliseconds) == 1) {
    uint64_t end = host->now(host) + (uint64_t)milliseconds * 1000000;
    while (host->now(host) < end) {}
  }
  if (strcmp(t.at, "forever") == 0) {
    while (!released) usleep(1000);
  }
  if (strcmp(t.at, "release") == 0) released = 1;
  return answer_text(host, call, "there");
}

PLUGIN()
