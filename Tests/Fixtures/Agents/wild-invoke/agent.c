/* An invoke at an address where nothing is. */
#include "../answers.h"

static const rh_plugin plugin = {.struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR, .create = answers_create,
                                 .destroy = answers_destroy,
                                 .invoke = (rh_status (*)(rh_agent *, rh_call, const rh_request *))(uintptr_t)0x1000};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
