/* Walks into nested arrays as deep as they are. */
#include "../host-agent.h"

static volatile long visited;

static const char *walk(const char *at, const char *end) {
  char frame[256];
  memset(frame, *at, sizeof frame);
  visited += frame[visited & 255];
  const char *next = at + 1;
  if (next < end && *next == '[') next = walk(next, end);
  visited++;
  return next;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const char *bytes = request->payload.data;
  if (request->payload.size && *bytes == '[') walk(bytes, bytes + request->payload.size);
  return answer(agent->host, call, "{}", 2);
}

PLUGIN()
