/* SPDX-License-Identifier: Apache-2.0
 * What a caller of data.jq asks.
 */
#ifndef QUESTION_H
#define QUESTION_H

#include <jv.h>
#include <roundhouse.h>
#include <stdbool.h>

struct refusal;

struct question {
  jv filter;     /* a string without NUL */
  jv input;      /* null if none was sent */
  jv arguments;  /* an object whose keys are names of variables; empty if none was sent */
  bool is_raw;   /* strings are wanted as they are, and all else as the text that jq -r prints */
};

/* Reads a payload. False: the refusal says why, and there is nothing to free. */
bool question_read(struct question *question, rh_bytes payload, int longest_filter, struct refusal *refusal);

void question_free(struct question *question);

#endif
