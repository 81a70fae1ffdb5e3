/* What Swift cannot say by itself about a process that shuts itself in. */
#ifndef ROUNDHOUSE_SANDBOX_H
#define ROUNDHOUSE_SANDBOX_H

#include <stdint.h>

/* The kernel's version of Landlock; 0 if it has none, or may not use it. */
int sandbox_landlock_version(void);

#endif
