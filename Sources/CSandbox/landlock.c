#include "include/sandbox.h"

#include <errno.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The attributes as they are since version 6; the system's header may be older. A kernel that knows fewer accepts the
 * rest as long as it is zero. */
struct ruleset {
  uint64_t files;
  uint64_t ports;
  uint64_t scopes;
};

struct port_rule {
  uint64_t rights;
  uint64_t port;
};

enum { PORT_RULE = 2 };

int sandbox_landlock_version(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : (int)version;
}

int sandbox_landlock_ruleset(uint64_t files, uint64_t ports, uint64_t scopes) {
  struct ruleset ruleset = {files, ports, scopes};
  return (int)syscall(SYS_landlock_create_ruleset, &ruleset, sizeof ruleset, 0);
}

int sandbox_landlock_allow_path(int ruleset, int path, uint64_t rights) {
  struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = path};
  return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0 ? 0 : errno;
}

int sandbox_landlock_allow_port(int ruleset, uint16_t port, uint64_t rights) {
  struct port_rule rule = {rights, port};
  return syscall(SYS_landlock_add_rule, ruleset, PORT_RULE, &rule, 0) == 0 ? 0 : errno;
}

int sandbox_landlock_restrict(int ruleset) {
  return syscall(SYS_landlock_restrict_self, ruleset, 0) == 0 ? 0 : errno;
}
