/* Tells what its request said: capability@version, deadline in milliseconds from now, and the texts. */
#include "../host-agent.h"

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *r) {
  char line[2048];
  snprintf(line, sizeof line, "%.*s@%u|%lld|%.*s|%.*s|%.*s|%.*s|%.*s|%.*s|%llx|%llx|%llx|%u|%u",
           (int)r->capability.size, r->capability.data, r->capability_version,
           (long long)(r->deadline_ns - agent->host->now(agent->host)) / 1000000, (int)r->content_type.size,
           r->content_type.data, (int)r->idempotency_key.size, r->idempotency_key.data, (int)r->caller.size,
           r->caller.data, (int)r->principal.size, r->principal.data, (int)r->session.size, r->session.data,
           (int)r->run_key.size, r->run_key.data, (unsigned long long)r->trace_high, (unsigned long long)r->trace_low,
           (unsigned long long)r->span_id, r->wants_chunks, r->depth);
  rh_reply reply = {
    .struct_size = sizeof reply, .payload = {line, strlen(line)}, .content_type = {"text/plain", 10},
    .input_tokens = 3, .output_tokens = 5, .cost_micros = 7, .confidence = 0.5};
  return agent->host->complete(agent->host, call, &reply);
}

PLUGIN()
