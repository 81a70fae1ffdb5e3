/* What Swift cannot say by itself about a process that shuts itself in.
 * Unless it says otherwise, a function answers 0, or the number of the error. */
#ifndef ROUNDHOUSE_SANDBOX_H
#define ROUNDHOUSE_SANDBOX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

/* The kernel's version of Landlock; 0 if it has none, or may not use it. */
int sandbox_landlock_version(void);
/* A set of rules over these rights: its descriptor, or -1 and errno. */
int sandbox_landlock_ruleset(uint64_t files, uint64_t ports, uint64_t scopes);
int sandbox_landlock_allow_path(int ruleset, int path, uint64_t rights);
int sandbox_landlock_allow_port(int ruleset, uint16_t port, uint64_t rights);
/* From now on, for this thread and all that it starts. */
int sandbox_landlock_restrict(int ruleset);

/* Whether the kernel can end a process for a system call (1), or has no filters (0). */
int sandbox_has_filters(void);
/* Whether a thread can sleep on several words at once. */
int sandbox_has_futex_waitv(void);

/* An argument of a system call, as far as the mask goes, must equal the value. */
struct sandbox_condition {
  uint32_t argument;
  uint32_t reserved;
  uint64_t mask;
  uint64_t value;
};
/* A filter that refuses with EPERM what no rule allows, and ends the process for calls of another architecture. Calls
 * newer than it, and clone3, whose flags no filter can see, answer that they do not exist. NULL if there is no memory. */
void *_Nullable sandbox_filter_new(void);
/* Allows a call where all conditions hold. A call that this library or architecture does not know is left refused. */
int sandbox_filter_allow(void *filter, const char *name, const struct sandbox_condition *_Nullable conditions,
                         uint32_t count);
/* From now on, for this thread and all that it starts. */
int sandbox_filter_load(void *filter);
void sandbox_filter_free(void *filter);

int sandbox_unshare(uint64_t namespaces);
/* Makes a user of the same number in a new namespace of users. */
int sandbox_map_user(uid_t user, gid_t group);
/* Another user and group for the whole process, and no further groups. */
int sandbox_become(uid_t user, gid_t group);
/* The capabilities that this process could ever have again: none. */
int sandbox_drop_bounding_set(void);
int sandbox_clear_capabilities(void);
/* The effective ones as a mask; all bits if they cannot be told. */
uint64_t sandbox_capabilities(void);

/* No core, no ptrace, nothing of /proc/self for others. */
int sandbox_set_dumpable(int yes);
int sandbox_no_new_privileges(void);
/* The signal that this process gets when the thread that started it ends; given up when its user changes. */
int sandbox_die_with_parent(void);

/* The path of the loaded library, or program, that has a symbol; NULL if none exports it. */
const char *_Nullable sandbox_library_with(const char *symbol);

#pragma clang assume_nonnull end
#endif
