/* No defect: a table that ends after invoke, as a future smaller header might make it. Behind it is not a table. */
#include "../answers.h"
#include <stddef.h>

static const struct { rh_plugin table; } padded = {
    .table = {.struct_size = offsetof(rh_plugin, resume), .abi_minor = 0,
              .create = answers_create, .destroy = answers_destroy, .invoke = answers_invoke,
              .resume = (void (*)(rh_agent *, rh_call))(uintptr_t)0xDEAD}};
RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &padded.table; }
