// What the worker's program has beside its Swift: definitions that libraries in the process find before libc's own.
#ifndef ROUNDHOUSE_WORKER_H
#define ROUNDHOUSE_WORKER_H

// In place of libc's, for all libraries of the process that ask for it by this name. See open.c.
__attribute__((visibility("default"))) int open(const char *path, int flags, ...);

#endif
