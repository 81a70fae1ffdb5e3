/* No destroy. */
#include "../answers.h"

static const rh_plugin plugin = {.struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR,
                                 .create = answers_create, .destroy = NULL, .invoke = answers_invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
