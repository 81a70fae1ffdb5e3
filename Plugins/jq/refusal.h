/* SPDX-License-Identifier: Apache-2.0
 * Why a call is not answered.
 */
#ifndef REFUSAL_H
#define REFUSAL_H

#include <jv.h>
#include <roundhouse.h>

enum { REFUSAL_LONGEST_MESSAGE = 2000 };

struct refusal {
  rh_status status;
  const char *code;   /* a literal */
  char message[REFUSAL_LONGEST_MESSAGE + 1];
};

/* Fills it with a text as printf makes it; what is too long ends in "…". */
void refusal_set(struct refusal *refusal, rh_status status, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Fills it with what a program raised: a string as it is, anything else as JSON. Consumes the value. */
void refusal_raised(struct refusal *refusal, jv value);

/* Completes the call with it. */
rh_status refusal_tell(const struct refusal *refusal, const rh_host *host, rh_call call);

#endif
