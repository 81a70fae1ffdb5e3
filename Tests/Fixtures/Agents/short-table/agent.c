/* A table that ends before invoke. */
#include "../answers.h"
#include <stddef.h>

static const rh_plugin plugin = {.struct_size = offsetof(rh_plugin, invoke), .abi_minor = RH_ABI_MINOR,
                                 .create = answers_create, .destroy = answers_destroy, .invoke = answers_invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
