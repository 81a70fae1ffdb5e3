/* SPDX-License-Identifier: Apache-2.0 */
/* The ABI is a header; this file lets the package manager compile its assertions. */
#include "roundhouse.h"
