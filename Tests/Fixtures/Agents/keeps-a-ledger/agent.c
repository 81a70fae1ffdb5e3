/* Writes a line for each call into the file that its configuration names, with the call's idempotency key, and works a
 * while. The file is the outside world of the tests that kill hosts: what was done, and how often. */
#include "../host-agent.h"

#include <fcntl.h>

struct ledger {
  struct rh_agent agent;
  int file;
};

static rh_status open_ledger(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)config, (void)error;
  struct ledger *self = calloc(1, sizeof *self);
  if (!self) return RH_OVERLOADED;
  self->agent.host = host;
  char path[1024];
  rh_bytes text;
  if (host->config(host, (rh_string){"/ledger", 7}, &text) != RH_OK || text.size < 2) return RH_BAD_REQUEST;
  snprintf(path, sizeof path, "%.*s", (int)text.size - 2, (const char *)text.data + 1);
  self->file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0666);
  if (self->file < 0) return RH_AGENT_ERROR;
  *out = &self->agent;
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  struct ledger *self = (struct ledger *)agent;
  char line[600];
  int size = snprintf(line, sizeof line, "%.*s\n", (int)request->idempotency_key.size, request->idempotency_key.data);
  /* In one write: lines of several processes do not mix. */
  if (write(self->file, line, (size_t)size) != size) return RH_AGENT_ERROR;
  usleep(3000);
  return answer(agent->host, call, request->payload.data, (size_t)request->payload.size);
}

PLUGIN(.create = open_ledger)
