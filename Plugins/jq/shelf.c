/* SPDX-License-Identifier: Apache-2.0 */
#include "shelf.h"

#include <string.h>

void shelf_init(struct shelf *shelf, int most) {
  pthread_mutex_init(&shelf->lock, NULL);
  shelf->first = NULL;
  shelf->count = 0;
  shelf->most = most;
}

static int is_same(const struct source *one, const struct source *other) {
  return one->size == other->size && memcmp(one->text, other->text, one->size) == 0;
}

struct program *shelf_take(struct shelf *shelf, const struct source *source) {
  pthread_mutex_lock(&shelf->lock);
  struct program **place = &shelf->first;
  while (*place != NULL && !is_same(&(*place)->source, source)) place = &(*place)->next;
  struct program *found = *place;
  if (found != NULL) {
    *place = found->next;
    shelf->count--;
  }
  pthread_mutex_unlock(&shelf->lock);
  return found;
}

void shelf_put(struct shelf *shelf, struct program *program) {
  struct program *surplus = NULL;
  pthread_mutex_lock(&shelf->lock);
  program->next = shelf->first;
  shelf->first = program;
  if (++shelf->count > shelf->most) {
    struct program **place = &shelf->first;
    while ((*place)->next != NULL) place = &(*place)->next;
    surplus = *place;
    *place = NULL;
    shelf->count--;
  }
  pthread_mutex_unlock(&shelf->lock);
  if (surplus != NULL) program_free(surplus);
}

void shelf_destroy(struct shelf *shelf) {
  while (shelf->first != NULL) {
    struct program *program = shelf->first;
    shelf->first = program->next;
    program_free(program);
  }
  pthread_mutex_destroy(&shelf->lock);
}
