/* Needs a host that does not exist yet. */
#include "../answers.h"

static const rh_plugin plugin = {.struct_size = sizeof plugin, .abi_minor = 999, .abi_minor_min = 999,
                                 .create = answers_create, .destroy = answers_destroy, .invoke = answers_invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
