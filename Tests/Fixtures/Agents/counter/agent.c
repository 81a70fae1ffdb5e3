/* Counts its calls and hands the number to the generation after it. "self" is a self test's call and is not counted.
 * The configuration's "/ill": "save" and "load" refuse, "hang" takes 1.5 s to load. SIZE is what its table of
 * the extension says of itself. */
#include "../host-agent.h"

#ifndef SIZE
#define SIZE sizeof state
#endif

struct counter {
  struct rh_agent agent;
  _Atomic long calls;
  char ill[16];
};

static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
  (void)config, (void)error;
  struct counter *self = calloc(1, sizeof *self);
  if (!self) return RH_OVERLOADED;
  self->agent.host = host;
  rh_bytes ill;
  if (host->config(host, (rh_string){"/ill", 4}, &ill) == RH_OK) {
    snprintf(self->ill, sizeof self->ill, "%.*s", (int)ill.size - 2, (const char *)ill.data + 1);
  }
  *out = &self->agent;
  return RH_OK;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  struct counter *self = (struct counter *)agent;
  self->calls++;
  if (is(request->payload, "pause")) usleep(50000);
  return answer_number(agent->host, call, ++agent->number);
}

static rh_status drain(rh_agent *agent, uint64_t deadline) {
  (void)deadline;
  say(agent->host, RH_NO_CALL, "drained");
  return RH_OK;
}

/* In two chunks, because an agent may. */
static rh_status save(rh_agent *agent, void *writer, rh_status (*write)(void *, rh_bytes)) {
  struct counter *self = (struct counter *)agent;
  if (!strcmp(self->ill, "save")) return RH_AGENT_ERROR;
  long number = agent->number;
  rh_status status = write(writer, (rh_bytes){&number, 4});
  return status == RH_OK ? write(writer, (rh_bytes){(char *)&number + 4, 4}) : status;
}

static rh_status load(rh_agent *agent, rh_bytes state) {
  struct counter *self = (struct counter *)agent;
  long number;
  if (!strcmp(self->ill, "load") || state.size != sizeof number) return RH_BAD_REQUEST;
  if (!strcmp(self->ill, "hang")) usleep(1500000);
  if (self->calls) say(agent->host, RH_NO_CALL, "loaded after a call");
  memcpy(&number, state.data, sizeof number);
  agent->number = number;
  return RH_OK;
}

static const void *get_extension(const char *id) {
  static const rh_state state = {.struct_size = SIZE, .save = save, .load = load};
  return strcmp(id, RH_EXT_STATE) ? NULL : &state;
}

static const rh_plugin plugin = {
  .struct_size = sizeof plugin, .create = create, .destroy = unmake, .invoke = invoke, .drain = drain,
  .get_extension = get_extension};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
