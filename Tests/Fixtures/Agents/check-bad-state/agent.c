/* Does not know its own state again. */
#include "../host-agent.h"

static rh_status save(rh_agent *agent, void *writer, rh_status (*write)(void *writer, rh_bytes chunk)) {
  (void)agent;
  return write(writer, (rh_bytes){"version 2", 9});
}

static rh_status load(rh_agent *agent, rh_bytes state) {
  (void)agent;
  return state.size == 9 && memcmp(state.data, "version 1", 9) == 0 ? RH_OK : RH_BAD_REQUEST;
}

static const void *get_extension(const char *id) {
  static const rh_state state = {.struct_size = sizeof state, .save = save, .load = load};
  return strcmp(id, RH_EXT_STATE) == 0 ? &state : NULL;
}

static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  return answer(agent->host, call, request->payload.data, request->payload.size);
}

PLUGIN(.get_extension = get_extension)
