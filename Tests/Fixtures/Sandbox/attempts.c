/* What an agent might try. Each attempt answers 0 if it could, or the number of the error. */
#define _GNU_SOURCE 1
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define CALL(name) (!strcmp(attempt, name))

static int constructor_error = -1;

static int could(long result) { return result >= 0 ? 0 : errno; }

static int close_if(int file) {
  if (file < 0) return errno;
  close(file);
  return 0;
}

static int read_one(const char *path) {
  char byte;
  int file = open(path, O_RDONLY);
  if (file < 0) return errno;
  int error = could(read(file, &byte, 1));
  close(file);
  return error;
}

/* What a library does as it is mapped, before anybody calls it. */
__attribute__((constructor)) static void begin(void) { constructor_error = read_one("/etc/passwd"); }

static int list(const char *path) {
  DIR *folder = opendir(path);
  if (!folder) return errno;
  errno = 0;
  int error = readdir(folder) ? 0 : errno;
  closedir(folder);
  return error;
}

static int write_file(const char *path) {
  int file = open(path, O_WRONLY | O_CREAT, 0644);
  if (file < 0) return errno;
  int error = could(write(file, "x", 1));
  close(file);
  return error;
}

static int connect_to(const struct sockaddr *address, socklen_t size, int family, int protocol) {
  int file = socket(family, SOCK_STREAM, protocol);
  if (file < 0) return errno;
  int error = could(connect(file, address, size));
  close(file);
  return error;
}

static struct sockaddr_in port_of(const char *text) {
  return (struct sockaddr_in){
      .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(text)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int tcp(const char *port, int protocol) {
  struct sockaddr_in address = port_of(port);
  return connect_to((struct sockaddr *)&address, sizeof address, AF_INET, protocol);
}

static int fast_open(const char *port) {
  struct sockaddr_in address = port_of(port);
  int file = socket(AF_INET, SOCK_STREAM, 0);
  if (file < 0) return errno;
  int error = could(sendto(file, "x", 1, MSG_FASTOPEN, (struct sockaddr *)&address, sizeof address));
  close(file);
  return error;
}

static int bind_any(void) {
  struct sockaddr_in address = port_of("0");
  int file = socket(AF_INET, SOCK_STREAM, 0);
  if (file < 0) return errno;
  int error = could(bind(file, (struct sockaddr *)&address, sizeof address));
  close(file);
  return error;
}

static int abstract(const char *name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path + 1, name, sizeof address.sun_path - 2);
  socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name));
  return connect_to((struct sockaddr *)&address, size, AF_UNIX, 0);
}

static int pair(int type) {
  int ends[2];
  if (socketpair(AF_UNIX, type, 0, ends) != 0) return errno;
  close(ends[0]);
  close(ends[1]);
  return 0;
}

static int wait_for(pid_t child) {
  if (child < 0) return errno;
  waitpid(child, NULL, __WALL);
  return 0;
}

static int fork_once(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  return wait_for(child);
}

/* In a child: whoever leads a group cannot leave it. */
static int leave_group(void) {
  int status = 0;
  pid_t child = fork();
  if (child == 0) _exit(setsid() < 0 ? errno : 0);
  if (child < 0) return errno;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

static int execute(const char *path) {
  char *words[] = {(char *)path, NULL};
  pid_t child;
  int error = posix_spawn(&child, path, NULL, NULL, words, environ);
  return error ? error : wait_for(child);
}

/* Replaces the program: an answer means that it could not. */
static int become(const char *path) {
  execl(path, path, (char *)NULL);
  return errno;
}

static int clone_with(unsigned long flags) {
  pid_t child = (pid_t)syscall(SYS_clone, flags | SIGCHLD, NULL, NULL, NULL, NULL);
  if (child == 0) _exit(0);
  return wait_for(child);
}

static void *nothing(void *unused) { return unused; }

static int thread(void) {
  pthread_t made;
  int error = pthread_create(&made, NULL, nothing, NULL);
  if (!error) pthread_join(made, NULL);
  return error;
}

static void *hold(void *gate) {
  pthread_mutex_lock(gate);
  pthread_mutex_unlock(gate);
  return NULL;
}

/* So many at once. */
static int threads(int count) {
  static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
  pthread_t made[1024];
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 64 << 10);
  pthread_mutex_lock(&gate);
  int error = 0, number = 0;
  while (!error && number < count) {
    error = pthread_create(&made[number], &small, hold, &gate);
    if (!error) number++;
  }
  pthread_mutex_unlock(&gate);
  while (number > 0) pthread_join(made[--number], NULL);
  return error;
}

static int open_files(int count) {
  int last = 0, error = 0;
  for (int i = 0; i < count && !error; i++) {
    last = dup(0);
    if (last < 0) error = errno;
  }
  close_range(5, ~0u, 0);
  return error;
}

static int allocate(size_t megabytes) {
  void *p = mmap(NULL, megabytes << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) return errno;
  munmap(p, megabytes << 20);
  return 0;
}

static int memory_file(off_t megabytes) {
  int file = memfd_create("attempt", 0);
  if (file < 0) return errno;
  int error = could(ftruncate(file, megabytes << 20));
  close(file);
  return error;
}

static int raise_limit(void) {
  struct rlimit limit = {1024, 1024}; /* more than a sandbox of the tests has, and less than all others */
  return could(setrlimit(RLIMIT_NOFILE, &limit));
}

static int read_memory(pid_t process) {
  char byte;
  struct iovec here = {&byte, 1}, there = {(void *)16, 1};
  /* Nothing is at that address, which is found out after the permission. */
  int error = could(process_vm_readv(process, &here, 1, &there, 1, 0));
  return error == EFAULT ? 0 : error;
}

static int take_descriptor(pid_t process) {
  int file = (int)syscall(SYS_pidfd_open, process, 0);
  if (file < 0) return errno;
  int taken = (int)syscall(SYS_pidfd_getfd, file, 0, 0);
  int error = close_if(taken);
  close(file);
  return error;
}

static int affinity(pid_t process) {
  cpu_set_t all;
  memset(&all, 0xFF, sizeof all);
  return could(sched_setaffinity(process, sizeof all, &all));
}

static int watch(const char *path) {
  int file = inotify_init1(0);
  if (file < 0) return errno;
  int error = could(inotify_add_watch(file, path, IN_OPEN));
  close(file);
  return error;
}

static int type_character(unsigned long above) {
  return could(syscall(SYS_ioctl, 0, above | TIOCSTI, "x")) == ENOTTY ? 0 : errno;
}

static int mode_by_descriptor(const char *path) {
  int file = open(path, O_WRONLY);
  if (file < 0) return errno;
  int error = could(fchmod(file, 0640));
  close(file);
  return error;
}

static int has_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &header, data) != 0) return errno;
  uint32_t any = data[0].effective | data[0].permitted | data[1].effective | data[1].permitted;
  return any ? 0 : EPERM;
}

static int clock_set(void) {
  struct timespec never = {-1, 0};
  return could(clock_settime(CLOCK_REALTIME, &never)) == EINVAL ? 0 : errno;
}

/* Calls with arguments that none of them accepts: what comes back tells whether the kernel looked at them. */
static int refused(long number, long a, long b, long c) {
  errno = 0;
  syscall(number, a, b, c, 0, 0, 0);
  return errno == EPERM ? EPERM : errno == ENOSYS ? ENOSYS : 0;
}

static int of_files(const char *attempt, const char *argument) {
  if (CALL("constructor")) return constructor_error;
  if (CALL("read")) return read_one(argument);
  if (CALL("list")) return list(argument);
  if (CALL("write")) return write_file(argument);
  if (CALL("mkdir")) return could(mkdir(argument, 0755));
  if (CALL("unlink")) return could(unlink(argument));
  if (CALL("truncate")) return could(truncate(argument, 0));
  if (CALL("chmod")) return could(chmod(argument, 0600));
  if (CALL("fchmod")) return mode_by_descriptor(argument);
  if (CALL("touch")) return could(utimensat(AT_FDCWD, argument, NULL, 0));
  if (CALL("watch")) return watch(argument);
  if (CALL("memoryfile")) return memory_file(atoi(argument));
  if (CALL("openfiles")) return open_files(atoi(argument));
  if (CALL("handle")) return refused(SYS_open_by_handle_at, -1, 0, 0);
  return -1;
}

static int of_sockets(const char *attempt, const char *argument) {
  if (CALL("tcp")) return tcp(argument, 0);
  if (CALL("multipath")) return tcp(argument, 262);
  if (CALL("fastopen")) return fast_open(argument);
  if (CALL("bind")) return bind_any();
  if (CALL("abstract")) return abstract(argument);
  if (CALL("udp")) return close_if(socket(AF_INET, SOCK_DGRAM, 0));
  if (CALL("unix")) return close_if(socket(AF_UNIX, SOCK_STREAM, 0));
  if (CALL("netlink")) return close_if(socket(AF_NETLINK, SOCK_RAW, 0));
  if (CALL("streampair")) return pair(SOCK_STREAM | SOCK_CLOEXEC);
  if (CALL("seqpacketpair")) return pair(SOCK_SEQPACKET);
  if (CALL("datagrampair")) return pair(SOCK_DGRAM);
  return -1;
}

static int of_processes(const char *attempt, const char *argument) {
  if (CALL("fork")) return fork_once();
  if (CALL("execute")) return execute(argument);
  if (CALL("become")) return become(argument);
  if (CALL("thread")) return thread();
  if (CALL("threads")) return threads(atoi(argument));
  if (CALL("kill")) return could(kill(atoi(argument), 0));
  if (CALL("killall")) return could(kill(-1, 0));
  if (CALL("raise")) return could(raise(SIGURG)) ? errno : 0;
  if (CALL("abort")) abort();
  if (CALL("crash")) *(volatile int *)(intptr_t)argument[0] = 1;
  if (CALL("leavegroup")) return leave_group();
  if (CALL("ptrace")) return could(ptrace(PTRACE_SEIZE, atoi(argument), 0, 0));
  if (CALL("readmemory")) return read_memory(atoi(argument));
  if (CALL("takedescriptor")) return take_descriptor(atoi(argument));
  if (CALL("affinity")) return affinity(atoi(argument));
  if (CALL("kcmp")) return could(syscall(SYS_kcmp, getpid(), atoi(argument), 0, 0, 0));
  if (CALL("setown")) return could(fcntl(0, F_SETOWN, atoi(argument)));
  if (CALL("newusers")) return clone_with(CLONE_NEWUSER);
  if (CALL("unshare")) return could(unshare(CLONE_NEWUSER));
  if (CALL("clone3")) return refused(SYS_clone3, 0, 1, 0);
  if (CALL("sleep")) return could(pause());
  if (CALL("orphan")) {
    pid_t child = fork();
    if (child == 0) {
      close_range(3, ~0u, 0);
      for (;;) pause();
    }
    return child < 0 ? errno : 0;
  }
  return -1;
}

static int of_system(const char *attempt, const char *argument) {
  if (CALL("setroot")) return could(setresuid(0, 0, 0));
  if (CALL("capabilities")) return has_capabilities();
  if (CALL("bounding")) return prctl(PR_CAPBSET_READ, CAP_SYS_ADMIN) == 1 ? 0 : EPERM;
  if (CALL("groups")) return getgroups(0, NULL) > 0 ? 0 : EPERM;
  if (CALL("being")) return getuid() == (uid_t)atoi(argument) && getgid() == getuid() ? 0 : EPERM;
  if (CALL("mount")) return could(mount("none", "/tmp", NULL, MS_PRIVATE, NULL)) == EPERM ? EPERM : 0;
  if (CALL("chroot")) return could(chroot("/"));
  if (CALL("setns")) return refused(SYS_setns, -1, 0, 0);
  if (CALL("iouring")) return refused(SYS_io_uring_setup, 1, 0, 0);
  if (CALL("bpf")) return refused(SYS_bpf, 0, 0, 0);
  if (CALL("perf")) return refused(SYS_perf_event_open, 0, 0, -1);
  if (CALL("userfault")) return close_if((int)syscall(SYS_userfaultfd, 1 /* of user mode only */));
  if (CALL("keys")) return refused(SYS_keyctl, 0, -3, 0);
  if (CALL("addkey")) return refused(SYS_add_key, 0, 0, 0);
  if (CALL("swapon")) return refused(SYS_swapon, 0, 0, 0);
  if (CALL("reboot")) return refused(SYS_reboot, 0, 0, 0);
  if (CALL("clock")) return clock_set();
  if (CALL("personality")) return could(personality(ADDR_NO_RANDOMIZE));
  if (CALL("typing")) return type_character(0);
  if (CALL("typinghigh")) return type_character((unsigned long)1 << 32);
  if (CALL("sharedmemory")) return could(shmget(IPC_PRIVATE, 4096, 0600));
  if (CALL("deathsignal")) return could(prctl(PR_SET_PDEATHSIG, 0));
  if (CALL("dumpable")) return prctl(PR_GET_DUMPABLE) == 0 ? EPERM : 0;
  if (CALL("threadname")) return could(prctl(PR_SET_NAME, "attempt"));
  if (CALL("raiselimit")) return raise_limit();
  if (CALL("allocate")) return allocate((size_t)atoi(argument));
  if (CALL("newcall")) return refused(452 /* fchmodat2 */, -1, 0, 0);
  if (CALL("thirtytwo")) return refused(0x40000000 | 39, 0, 0, 0);
  return -1;
}

/* -1 for an attempt that nobody knows. */
__attribute__((visibility("default"))) int probe_attempt(const char *attempt, const char *argument) {
  int (*kinds[])(const char *, const char *) = {of_files, of_sockets, of_processes, of_system};
  for (int i = 0; i < 4; i++) {
    errno = 0;
    int answer = kinds[i](attempt, argument);
    if (answer != -1) return answer;
  }
  return -1;
}
