/* SPDX-License-Identifier: Apache-2.0
 * How large a value is, before it is written out.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include <jv.h>
#include <stdbool.h>
#include <stdint.h>

/* libjq writes what is nested deeper in a way that is no JSON any more. */
enum { DEEPEST_VALUE = 256 };

enum measure { MEASURE_FITS, MEASURE_TOO_LONG, MEASURE_TOO_DEEP };

/* Whether a value can be written as JSON in about so many bytes: what it surely needs is counted, and the walk ends as
 * soon as that is too much. Borrows the value. */
enum measure measure(jv value, int64_t bytes);

#endif
