/* Its constructor takes its time. */
#include "../answers.h"
#include <unistd.h>

__attribute__((constructor)) static void prepare(void) { usleep(150000); }

static const rh_plugin plugin = {.struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR,
                                 .create = answers_create, .destroy = answers_destroy, .invoke = answers_invoke};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
