/* Returns an address where nothing is. */
#include <roundhouse.h>

RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return (const rh_plugin *)(uintptr_t)0x1000; }
