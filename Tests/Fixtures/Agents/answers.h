/* The parts of an agent that are not the defect: it echoes. */
#ifndef FIXTURE_ANSWERS_H
#define FIXTURE_ANSWERS_H

#include <roundhouse.h>

struct rh_agent { const rh_host *host; };

static inline rh_status answers_create(const rh_host *host, const rh_agent_config *config, rh_agent **out,
                                       rh_error *error) {
  static struct rh_agent agent;
  (void)config; (void)error;
  agent.host = host;
  *out = &agent;
  return RH_OK;
}

static inline void answers_destroy(rh_agent *agent) { (void)agent; }

static inline rh_status answers_invoke(rh_agent *agent, rh_call call, const rh_request *request) {
  rh_reply reply = {.struct_size = sizeof reply, .payload = request->payload};
  return agent->host->complete(agent->host, call, &reply);
}

#endif
