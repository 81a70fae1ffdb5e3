/* SPDX-License-Identifier: Apache-2.0
 * What goes back to the caller: {"results": […]} at the end, or piece by piece, each result as soon as there is one.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include <jv.h>
#include <roundhouse.h>
#include <stdbool.h>

#include "limits.h"
#include "refusal.h"

struct answer {
  const rh_host *host;
  rh_call call;
  const struct limits *limits;
  bool is_raw;
  bool is_streamed;
  char *bytes;           /* the joined answer so far */
  size_t size, room;
  int results;
};

/* Adds one result, which it consumes. False: the refusal says why, and no more may be added. */
bool answer_add(struct answer *answer, jv result, struct refusal *refusal);

/* Completes the call with what was added. */
rh_status answer_complete(struct answer *answer);

void answer_free(struct answer *answer);

#endif
