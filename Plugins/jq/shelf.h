/* SPDX-License-Identifier: Apache-2.0
 * Compiled programs that nobody runs now, the last used one first. Any thread.
 */
#ifndef SHELF_H
#define SHELF_H

#include <pthread.h>

#include "program.h"

struct shelf {
  pthread_mutex_t lock;   /* never held while a program is compiled, run or freed */
  struct program *first;
  int count, most;
};

void shelf_init(struct shelf *shelf, int most);

/* Takes a program of this very text down; NULL if there is none. The caller has it alone. */
struct program *shelf_take(struct shelf *shelf, const struct source *source);

/* Puts one up, and frees the one that was not used for longest if there are too many. */
void shelf_put(struct shelf *shelf, struct program *program);

void shelf_destroy(struct shelf *shelf);

#endif
