#include "include/platform.h"

#include <stdio.h>

_Thread_local void *platform_thread_word __attribute__((tls_model("initial-exec")));

_Thread_local int platform_thread_may_block __attribute__((tls_model("initial-exec")));

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void (*destroy_word)(void *);
static void at_exit(void *unused) {
  (void)unused;
  void *word = platform_thread_word;
  platform_thread_word = NULL;
  void (*destroy)(void *) = __atomic_load_n(&destroy_word, __ATOMIC_ACQUIRE);
  if (word && destroy) destroy(word);
}
static void make_key(void) { pthread_key_create(&key, at_exit); }

void platform_thread_on_exit(void (*destroy)(void *word)) {
  pthread_once(&once, make_key);
  __atomic_store_n(&destroy_word, destroy, __ATOMIC_RELEASE);
  pthread_setspecific(key, &key);
}

char platform_thread_state(pid_t thread) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/self/task/%d/stat", (int)thread);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return 0;
  text[count] = 0;
  /* The name stands in parentheses and may hold anything, even parentheses. */
  const char *end = strrchr(text, ')');
  return end && end[1] == ' ' ? end[2] : 0;
}
