/* SPDX-License-Identifier: Apache-2.0
 * What the agent's configuration bounds.
 */
#ifndef LIMITS_H
#define LIMITS_H

#include <roundhouse.h>
#include <stdbool.h>

struct limits {
  int programs;       /* compiled ones that are kept while they are not used */
  int filter_bytes;   /* of a filter */
  int results;        /* of an answer that is not streamed */
  int result_bytes;   /* of an answer, or of each result if it is streamed */
};

/* Reads the configuration. False: it is none, and the error says why. */
bool limits_read(struct limits *limits, const rh_agent_config *config, rh_error *error);

#endif
