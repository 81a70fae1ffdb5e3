#include "include/sandbox.h"

#include <asm/ioctls.h>
#include <asm/sockios.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_futex_waitv
#define SYS_futex_waitv 449
#endif

/* set_mempolicy_home_node: the newest call that the list of allowed ones was written with. Numbers this high are the
 * same on all machines. */
enum { NEWEST_CALL = 450 };

int sandbox_has_filters(void) {
  uint32_t action = SECCOMP_RET_KILL_PROCESS;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

int sandbox_has_futex_waitv(void) { return syscall(SYS_futex_waitv, NULL, 0, 0, NULL, 0) == 0 || errno != ENOSYS; }

void *sandbox_filter_new(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return NULL;
  /* A tree instead of a list; a library that cannot do that makes a list. */
  seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
  if (seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) != 0) {
    seccomp_release(filter);
    return NULL;
  }
  return filter;
}

int sandbox_filter_allow(void *filter, const char *name, const struct sandbox_condition *conditions, uint32_t count) {
  int number = seccomp_syscall_resolve_name(name);
  /* Negative: a call of other architectures, or of none. */
  if (number < 0) return 0;
  struct scmp_arg_cmp comparisons[6];
  if (count > 6) return EINVAL;
  for (uint32_t i = 0; i < count; i++) {
    comparisons[i] = (struct scmp_arg_cmp){
        .arg = conditions[i].argument,
        .op = SCMP_CMP_MASKED_EQ,
        .datum_a = conditions[i].mask,
        .datum_b = conditions[i].value,
    };
  }
  return -seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, count, comparisons);
}

void sandbox_filter_free(void *filter) { seccomp_release(filter); }

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "The numbers of this machine's system calls are not known here"
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (field))
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (yes), (no))
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, (action))

enum { FOREIGN_CALLS = 0x40000000, LONGEST_FILTER = BPF_MAXINSNS };

/* What a list of allowed calls cannot say, before that list. Jumps count from the next line. */
static const struct sock_filter beginning[] = {
    LOAD(offsetof(struct seccomp_data, arch)),
    IF_EQUAL(ARCHITECTURE, 0, 20),
    LOAD(offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FOREIGN_CALLS, 18, 0), /* those of x32 */
    BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, NEWEST_CALL, 16, 0),
    IF_EQUAL(SYS_clone3, 15, 0),
    IF_EQUAL(SYS_fcntl, 9, 0),
    IF_EQUAL(SYS_ioctl, 0, 16),
    /* Nothing is typed into a terminal, and no file sends signals to others. The kernel looks at the lower half of the
     * argument only, and both machines are little-endian. */
    LOAD(offsetof(struct seccomp_data, args[1])),
    IF_EQUAL(TIOCSTI, 13, 0),
    IF_EQUAL(TIOCLINUX, 12, 0),
    IF_EQUAL(TIOCSETD, 11, 0),
    IF_EQUAL(TIOCCONS, 10, 0),
    IF_EQUAL(FIOSETOWN, 9, 0),
    IF_EQUAL(SIOCSPGRP, 8, 0),
    BPF_STMT(BPF_JMP | BPF_JA, 8),
    LOAD(offsetof(struct seccomp_data, args[1])),
    IF_EQUAL(F_SETOWN, 5, 0),
    IF_EQUAL(F_SETSIG, 4, 0),
    IF_EQUAL(F_SETOWN_EX, 3, 0),
    BPF_STMT(BPF_JMP | BPF_JA, 3),
    ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    ANSWER(SECCOMP_RET_ERRNO | EPERM),
};
enum { BEGINNING = sizeof beginning / sizeof *beginning };

/* The library's own program, as many bytes as it has; -1 and errno. */
static ssize_t read_program(void *filter, struct sock_filter *into, size_t room) {
  int file = (int)syscall(SYS_memfd_create, "filter", 1u /* CLOEXEC */);
  if (file < 0) return -1;
  int error = -seccomp_export_bpf(filter, file);
  ssize_t count = error ? -1 : pread(file, into, room, 0);
  if (!error && count < 0) error = errno;
  close(file);
  errno = error;
  return count;
}

int sandbox_filter_load(void *filter) {
  struct sock_filter program[LONGEST_FILTER];
  memcpy(program, beginning, sizeof beginning);
  ssize_t count = read_program(filter, program + BEGINNING, sizeof program - sizeof beginning);
  if (count < 0) return errno;
  size_t length = BEGINNING + (size_t)count / sizeof *program;
  if (count == 0 || length == LONGEST_FILTER) return E2BIG;
  struct sock_fprog whole = {(unsigned short)length, program};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole) == 0 ? 0 : errno;
}
