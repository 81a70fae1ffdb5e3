/* SPDX-License-Identifier: Apache-2.0
 * A compiled filter. libjq parses all of jq's own definitions for each, which takes ten milliseconds and more.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <jq.h>
#include <stddef.h>

#include "question.h"
#include "refusal.h"

/* What is compiled: the filter behind what makes the rest of the world invisible to it. */
struct source {
  char *text;
  size_t size;       /* without the NUL at the end */
  size_t prelude;    /* how much of it is ours; all in the first line */
  int has_bindings;  /* 1: it reads {"input": …, "arguments": …}; 0: it reads the input itself */
};

struct program {
  struct program *next;   /* the list's in which it is kept */
  struct source source;
  jq_state *state;        /* one thread at a time */
};

/* NULL: no memory. */
char *source_make(struct source *source, const struct question *question);

/* Takes the source's text, in any case. NULL: the refusal says why, with jq's own words. */
struct program *program_compile(struct source *source, struct refusal *refusal);

/* The value from which the program is to start. */
jv program_input(const struct program *program, const struct question *question);

/* Lets go of all that the last run left in it. */
void program_reset(struct program *program);

void program_free(struct program *program);

#endif
