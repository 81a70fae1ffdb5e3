#include "include/crash.h"

_Thread_local uint64_t platform_thread_call_word __attribute__((tls_model("initial-exec")));

static const struct { int number; const char *name; } signals[] = {
  {SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"}, {SIGILL, "SIGILL"},
  {SIGFPE, "SIGFPE"},   {SIGABRT, "SIGABRT"}, {SIGTRAP, "SIGTRAP"},
};
enum { COUNT = sizeof signals / sizeof *signals, STACK = 64 << 10 };

static struct sigaction before[COUNT];
static int note = -1;
static void (*finder)(platform_culprit *);
static int are_expected;
static pid_t teller;

/* Text on the stack: nothing here may allocate, lock, or call what is not safe in a signal's handler. */
typedef struct line { char at[1024]; size_t size; } line;

static void add(line *line, const char *text) {
  while (*text && line->size < sizeof line->at) line->at[line->size++] = *text++;
}

static void add_capability(line *line, const platform_culprit *culprit) {
  char name[256];
  size_t size = culprit->capability_size < sizeof name ? culprit->capability_size : sizeof name;
  ssize_t count = culprit->capability ? platform_peek((uintptr_t)culprit->capability, name, size) : -1;
  for (ssize_t i = 0; i < count && line->size < sizeof line->at; i++) {
    char c = name[i];
    int is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    line->at[line->size++] = is_plain ? c : '?';
  }
}

static void put(int file, const line *line) {
  ssize_t written = write(file, line->at, line->size);
  (void)written;
}

static void tell(const char *name, const platform_culprit *culprit) {
  line people = {.size = 0}, programs = {.size = 0};
  add(&people, "roundhouse: ");
  add(&people, name);
  add(&programs, "{\"signal\":\"");
  add(&programs, name);
  if (culprit->agent) {
    add(&people, " in agent ");
    add(&people, culprit->agent);
    add(&people, ", capability ");
    add_capability(&people, culprit);
    add(&programs, "\",\"agent\":\"");
    add(&programs, culprit->agent);
    add(&programs, "\",\"capability\":\"");
    add_capability(&programs, culprit);
  } else {
    add(&people, " in no agent's call");
  }
  add(&people, ": the host ends\n");
  add(&programs, "\"}\n");
  put(note, &programs);
  put(STDERR_FILENO, &people);
}

static void crashed(int number, siginfo_t *info, void *context) {
  (void)context;
  pid_t nobody = 0;
  int index = 0;
  /* Of several threads that crash at once the first tells, and the others wait for the end. */
  if (!__atomic_compare_exchange_n(&teller, &nobody, platform_thread_id(), 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
    for (;;) pause();
  }
  while (index < COUNT - 1 && signals[index].number != number) index++;
  platform_culprit culprit = {NULL, NULL, 0};
  int is_own = info->si_code > 0 || info->si_pid == getpid();
  if (is_own) {
    finder(&culprit);
    tell(signals[index].name, &culprit);
  }
  /* An agent's crash needs no long report of the host's insides; a crash of the host's own does. */
  if (!is_own || culprit.agent) {
    signal(number, SIG_DFL);
  } else {
    sigaction(number, &before[index], NULL);
  }
  /* Comes when this handler returns, whether or not what failed is tried again. */
  syscall(SYS_tgkill, getpid(), platform_thread_id(), number);
}

void platform_tell_crashes(int file, void (*find)(platform_culprit *culprit)) {
  note = file;
  finder = find;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = crashed;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigfillset(&action.sa_mask);
  for (int i = 0; i < COUNT; i++) sigaction(signals[i].number, &action, &before[i]);
}

void platform_expect_crashes(void) { __atomic_store_n(&are_expected, 1, __ATOMIC_RELEASE); }

void *platform_give_crash_stack(void) {
  stack_t present;
  if (!__atomic_load_n(&are_expected, __ATOMIC_ACQUIRE) || sigaltstack(NULL, &present) != 0) return NULL;
  if (!(present.ss_flags & SS_DISABLE)) return NULL;
  void *memory = platform_reserve(STACK);
  stack_t stack = {.ss_sp = memory, .ss_size = STACK};
  if (memory && sigaltstack(&stack, NULL) != 0) {
    platform_release(memory, STACK);
    return NULL;
  }
  return memory;
}

void platform_take_crash_stack(void *memory) {
  if (!memory) return;
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  platform_release(memory, STACK);
}
