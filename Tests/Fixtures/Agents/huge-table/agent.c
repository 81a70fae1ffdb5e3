/* A table that claims a megabyte. */
#include "../answers.h"

static const rh_plugin plugin = {.struct_size = 1 << 20, .abi_minor = RH_ABI_MINOR,
                                 .create = answers_create, .destroy = answers_destroy, .invoke = answers_invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
