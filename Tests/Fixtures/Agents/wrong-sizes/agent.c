/* Hands over structs and lengths that cannot be right: which, is the payload. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  const rh_host *host = agent->host;
  rh_bytes payload = request->payload;
  rh_reply reply = {.struct_size = sizeof reply, .payload = {"fine", 4}};
  if (is(payload, "short")) reply.struct_size = 4;
  if (is(payload, "empty")) reply.struct_size = 0;
  if (is(payload, "null")) reply.payload = (rh_bytes){NULL, 1 << 20};
  if (is(payload, "huge")) reply.payload.size = UINT64_MAX;
  if (is(payload, "large")) reply.payload.size = (uint64_t)INT64_MAX;
  if (is(payload, "positive")) reply.status = 7;
  if (is(payload, "chunk null")) host->emit(host, call, (rh_bytes){NULL, 5});
  if (is(payload, "chunk huge")) host->emit(host, call, (rh_bytes){"x", UINT64_MAX});
  if (is(payload, "chunk then huge")) {
    host->emit(host, call, (rh_bytes){"x", 1});
    reply.payload.size = UINT64_MAX;
  }
  /* A table of a later minor version: longer than what this host knows. */
  struct { rh_reply known; char more[64]; } later = {.known = reply, .more = "tail"};
  if (is(payload, "longer")) {
    later.known.struct_size = sizeof later;
    return host->complete(host, call, &later.known);
  }
  return host->complete(host, call, &reply);
}

PLUGIN()
