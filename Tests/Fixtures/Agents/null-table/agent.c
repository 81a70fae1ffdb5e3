/* Returns no table. */
#include <roundhouse.h>

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return NULL; }
