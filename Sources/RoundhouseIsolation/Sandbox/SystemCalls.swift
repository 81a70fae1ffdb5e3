/// The system calls that agents may make, by what they are for. What is in no list is refused, also to those who come
/// through a library: mounting, tracing, modules, keys, io_uring, BPF, performance counters, other processes' memory,
/// namespaces, users, clocks, message queues and memory shared by name.
enum SystemCalls {
  static let files = [
    "read", "write", "readv", "writev", "pread64", "pwrite64", "preadv", "pwritev", "preadv2", "pwritev2", "open",
    "openat", "openat2", "creat", "close", "close_range", "dup", "dup2", "dup3", "fcntl", "ioctl", "flock", "fsync",
    "fdatasync", "sync_file_range", "fallocate", "ftruncate", "fadvise64", "readahead", "lseek", "sendfile", "splice",
    "tee", "vmsplice", "copy_file_range", "stat", "fstat", "lstat", "newfstatat", "statx", "access", "faccessat",
    "faccessat2", "readlink", "readlinkat", "getcwd", "chdir", "fchdir", "getdents", "getdents64", "statfs", "fstatfs",
    "getxattr", "lgetxattr", "fgetxattr", "listxattr", "llistxattr", "flistxattr", "umask",
  ]

  /// Landlock says where. Only with something to write: then it does not hang on Landlock alone.
  static let changes = [
    "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "symlink",
    "symlinkat", "mknod", "mknodat", "truncate",
  ]

  /// Landlock does not see these. By descriptor they reach what the agent could open.
  static let attributesByDescriptor = ["fchmod", "fsetxattr", "fremovexattr"]
  /// By path they reach all that belongs to the worker's user.
  static let attributesByPath = [
    "chmod", "fchmodat", "chown", "lchown", "fchown", "fchownat", "utime", "utimes", "futimesat", "utimensat",
    "setxattr", "lsetxattr", "removexattr", "lremovexattr",
  ]
  static let watches = ["inotify_init", "inotify_init1", "inotify_add_watch", "inotify_rm_watch"]

  static let memory = [
    "mmap", "mprotect", "munmap", "mremap", "brk", "madvise", "mincore", "msync", "mlock", "mlock2", "munlock",
    "mlockall", "munlockall", "memfd_create", "membarrier", "pkey_alloc", "pkey_free", "pkey_mprotect", "get_mempolicy",
    "mbind", "set_mempolicy", "set_mempolicy_home_node", "remap_file_pages",
  ]

  static let threads = [
    "futex", "futex_waitv", "set_robust_list", "set_tid_address", "gettid", "getpid", "getppid", "rseq", "sched_yield",
    "set_thread_area", "get_thread_area", "arch_prctl", "exit", "exit_group", "restart_syscall", "getcpu",
    "sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_getattr", "sched_get_priority_max",
    "sched_get_priority_min", "sched_rr_get_interval", "getpriority", "ioprio_get",
  ]

  static let signals = [
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigsuspend", "rt_sigtimedwait",
    "sigaltstack", "pause", "alarm", "getitimer", "setitimer", "signalfd", "signalfd4",
  ]

  static let time = [
    "clock_gettime", "clock_getres", "clock_nanosleep", "gettimeofday", "time", "nanosleep", "times", "timer_create",
    "timer_delete", "timer_getoverrun", "timer_gettime", "timer_settime", "timerfd_create", "timerfd_gettime",
    "timerfd_settime",
  ]

  static let waiting = [
    "poll", "ppoll", "select", "pselect6", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait",
    "epoll_pwait2", "eventfd", "eventfd2", "pipe", "pipe2", "wait4", "waitid",
  ]

  static let itself = [
    "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups", "getpgid", "getpgrp", "getsid",
    "uname", "sysinfo", "getrusage", "getrlimit", "setrlimit", "capget", "getrandom",
  ]

  /// On sockets that are there already, such as the worker's own to its host.
  static let sockets = [
    "recvmsg", "recvfrom", "recvmmsg", "shutdown", "getsockopt", "setsockopt", "getsockname", "getpeername",
  ]

  static let always = files + memory + threads + signals + time + waiting + itself + sockets

  /// What `prctl` may be asked for: names of threads, what can only be told, what only takes away.
  static let processControls: [UInt64] = [
    2, 3, 15, 16, 21, 23, 29, 30, 38, 39, 40, 41, 42, 52, 0x5356_4D41 /* names of mappings */, 0x4155_5856, /* auxv */
  ]

  static let scheduling = ["sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler"]
}
