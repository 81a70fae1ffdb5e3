/* Works, but exports more than its entry. */
#include "../answers.h"

RH_EXPORT int leaked_function(void) { return 1; }
RH_EXPORT int leaked_variable = 1;
static const rh_plugin plugin = {.struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR,
                                 .create = answers_create, .destroy = answers_destroy, .invoke = answers_invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
