/* SPDX-License-Identifier: Apache-2.0 */
#include "limits.h"

#include <jv.h>
#include <stdio.h>
#include <string.h>

/* One whole number of the configuration; what is not there stays as it is. */
static bool read_number(jv config, const char *key, int most, int *number, rh_error *error) {
  jv value = jv_object_get(jv_copy(config), jv_string(key));
  bool is_there = jv_is_valid(value);
  bool is_number = jv_get_kind(value) == JV_KIND_NUMBER;
  double wanted = is_number ? jv_number_value(value) : 0;
  jv_free(value);
  if (!is_there) return true;
  if (is_number && wanted >= 1 && wanted <= most && wanted == (int)wanted) {
    *number = (int)wanted;
    return true;
  }
  snprintf(error->message, error->message_capacity, "\"%s\" of the configuration is no whole number from 1 to %d", key,
           most);
  return false;
}

static bool read_numbers(struct limits *limits, jv config, rh_error *error) {
  if (jv_get_kind(config) != JV_KIND_OBJECT) {
    snprintf(error->message, error->message_capacity, "the configuration is no JSON object");
    return false;
  }
  return read_number(config, "programs", 1024, &limits->programs, error) &&
         read_number(config, "filterBytes", 1 << 20, &limits->filter_bytes, error) &&
         read_number(config, "results", 10000000, &limits->results, error) &&
         read_number(config, "resultBytes", 1 << 30, &limits->result_bytes, error);
}

bool limits_read(struct limits *limits, const rh_agent_config *config, rh_error *error) {
  *limits = (struct limits){ .programs = 32, .filter_bytes = 16 << 10, .results = 10000, .result_bytes = 8 << 20 };
  /* A host older than the field gives none: R1. */
  if (config->struct_size < offsetof(rh_agent_config, config) + sizeof config->config) return true;
  if (config->config.size == 0) return true;
  jv value = jv_parse_sized(config->config.data, (int)config->config.size);
  bool is_good = read_numbers(limits, value, error);
  jv_free(value);
  return is_good;
}
