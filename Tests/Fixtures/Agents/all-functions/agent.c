/* No defect: sets every function there is. */
#include "../answers.h"

static void ignore(rh_agent *agent, rh_call call) { (void)agent; (void)call; }
static rh_status health(rh_agent *agent, rh_health *out) { (void)agent; out->state = RH_DEGRADED; return RH_OK; }
static rh_status drain(rh_agent *agent, uint64_t deadline_ns) { (void)agent; (void)deadline_ns; return RH_OK; }
static const void *get_extension(const char *id) { return id[0] == 'x' ? "extension" : NULL; }

static const rh_plugin plugin = {.struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR,
                                 .create = answers_create, .destroy = answers_destroy, .invoke = answers_invoke,
                                 .resume = ignore, .cancel = ignore, .health = health, .drain = drain,
                                 .get_extension = get_extension};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
