#include "include/platform.h"

_Thread_local void *platform_thread_word __attribute__((tls_model("initial-exec")));

_Thread_local int platform_thread_may_block __attribute__((tls_model("initial-exec")));

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void (*destroy_word)(void *);
static void at_exit(void *unused) {
  (void)unused;
  void *word = platform_thread_word;
  platform_thread_word = NULL;
  if (word && destroy_word) destroy_word(word);
}
static void make_key(void) { pthread_key_create(&key, at_exit); }

void platform_thread_on_exit(void (*destroy)(void *word)) {
  pthread_once(&once, make_key);
  destroy_word = destroy;
  pthread_setspecific(key, &key);
}
