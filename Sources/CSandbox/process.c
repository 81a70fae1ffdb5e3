#include "include/sandbox.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int sandbox_unshare(uint64_t namespaces) { return unshare((int)namespaces) == 0 ? 0 : errno; }

static int write_file(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno;
  ssize_t count = write(file, text, strlen(text));
  int error = count < 0 ? errno : 0;
  close(file);
  return error;
}

int sandbox_map_user(uid_t user, gid_t group) {
  char text[64];
  /* The kernel wants the groups given up before it maps one; kernels before 3.19 have no such file. */
  int error = write_file("/proc/self/setgroups", "deny");
  if (error && error != ENOENT) return error;
  snprintf(text, sizeof text, "%u %u 1", user, user);
  if ((error = write_file("/proc/self/uid_map", text)) != 0) return error;
  snprintf(text, sizeof text, "%u %u 1", group, group);
  return write_file("/proc/self/gid_map", text);
}

int sandbox_become(uid_t user, gid_t group) {
  if (setgroups(0, NULL) != 0 || setresgid(group, group, group) != 0 || setresuid(user, user, user) != 0) return errno;
  return 0;
}

int sandbox_drop_bounding_set(void) {
  for (int capability = 0; capability < 64; capability++) {
    int is_there = prctl(PR_CAPBSET_READ, capability, 0, 0, 0);
    if (is_there < 0) return 0; /* beyond the last one */
    if (is_there && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0) return errno;
  }
  return 0;
}

static struct __user_cap_header_struct header(void) {
  return (struct __user_cap_header_struct){_LINUX_CAPABILITY_VERSION_3, 0};
}

int sandbox_clear_capabilities(void) {
  struct __user_cap_header_struct head = header();
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0) return errno;
  return syscall(SYS_capset, &head, none) == 0 ? 0 : errno;
}

uint64_t sandbox_capabilities(void) {
  struct __user_cap_header_struct head = header();
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &head, data) != 0) return ~(uint64_t)0;
  return (uint64_t)data[1].effective << 32 | data[0].effective;
}

int sandbox_set_dumpable(int yes) { return prctl(PR_SET_DUMPABLE, yes, 0, 0, 0) == 0 ? 0 : errno; }

int sandbox_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }

int sandbox_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 ? 0 : errno; }

const char *sandbox_library_with(const char *symbol) {
  void *address = dlsym(RTLD_DEFAULT, symbol);
  Dl_info library;
  return address && dladdr(address, &library) ? library.dli_fname : NULL;
}
