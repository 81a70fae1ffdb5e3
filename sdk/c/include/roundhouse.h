/* SPDX-License-Identifier: Apache-2.0
 *
 * roundhouse.h: the C ABI between the Roundhouse host and an agent. This page is all an agent's author needs.
 *
 * A library exports one function and nothing else:
 *
 *     #include <roundhouse.h>
 *     struct rh_agent { const rh_host *host; };
 *     static struct rh_agent the_agent;
 *
 *     static rh_status create(const rh_host *host, const rh_agent_config *config, rh_agent **out, rh_error *error) {
 *       (void)config; (void)error;
 *       the_agent.host = host; *out = &the_agent; return RH_OK;
 *     }
 *     static void destroy(rh_agent *agent) { (void)agent; }
 *     static rh_status invoke(rh_agent *agent, rh_call call, const rh_request *request) {
 *       return rh_answer(agent->host, call, request->payload);
 *     }
 *     static const rh_plugin plugin = { .struct_size = sizeof plugin, .abi_minor = RH_ABI_MINOR,
 *                                       .create = create, .destroy = destroy, .invoke = invoke };
 *     RH_EXPORT const rh_plugin *roundhouse_plugin_v1(void) { return &plugin; }
 *
 * Build: cc -shared -fPIC -fvisibility=hidden -Wl,-z,defs -o libecho.so echo.c
 * Beside it stands agent.json: { "manifestVersion": 1, "id": "you.echo", "version": "1.0.0",
 *                                "library": "libecho.so", "capabilities": [{ "name": "text.echo" }] }
 *
 * THE RULES. Those with a number in brackets are tested by `roundhouse check`: [3.1] is R3.1 there.
 *  R1  Versions. The major version is in the entry's name. Minor versions only add: tables and structs begin with
 *      struct_size and grow at the end [1.1]. A field may be read only if it lies within the struct_size that came with
 *      it [1.3]. Whoever fills a struct sets struct_size to the sizeof it was compiled with, or to the offset of the
 *      first field that it leaves out with all behind it [1.4]. Zero is every field's default. An extension that is not
 *      known is NULL, and what is answered once is answered always [1.2].
 *  R2  Ownership. What you are given is borrowed: request and all it points to until you complete the call (even when
 *      the host has answered the caller at the deadline meanwhile) [2.1], configuration until destroy, everything else
 *      until the function returns. It is not yours to change [2.2], but for the room of a message, which is as long as
 *      it says [2.3]. What you hand over is copied before the function returns. Nobody frees the other's memory.
 *  R3  Completion. A call for which invoke returned RH_OK is completed [3.2] exactly once [3.1], from any thread,
 *      during invoke or later; nothing is emitted after that [3.3]. If invoke returns anything else it is over: do not
 *      touch the call again [3.4]. A second or foreign completion [3.5] is refused with RH_MISBEHAVED and counts against
 *      the agent's health; it never harms memory. A completion after the deadline is taken with RH_DEADLINE_EXCEEDED:
 *      nobody reads it, and it gives the call's place back (R5).
 *  R4  Threads. The tag of each function says who may call it:
 *        [create]  host-owned thread, before the agent is used        [instance]  host-owned threads, at most
 *        [any]     any thread of yours or the host's                              "concurrency" of them at once [4.1]
 *        [blocking] a thread on which the host called an agent whose manifest leaves "blocking" at true [4.4]
 *      With "concurrency": "serial", invoke, resume, health, drain and the host's call-backs never overlap; cancel may.
 *      With "blocking": false, invoke runs on the caller's own thread and must return within 5 ms [4.2]. A chunk that
 *      met RH_AGAIN was not taken: emit it again when resume is called [4.3].
 *  R5  Time. deadline_ns is absolute, CLOCK_MONOTONIC. At the deadline the host answers its caller, calls cancel and
 *      counts the call as late [5.1]. Complete it all the same: that is what gives its memory and its place back [5.2].
 *  R6  Text is UTF-8 with a length and need not end in NUL. An empty string may have data == NULL. A payload is of the
 *      content type that stands beside it [6.1].
 *  R7  The library is never unloaded. After destroy no thread, timer or call-back of that instance may be left [7.2],
 *      and after a call nothing of that call [7.4]; health, drain and destroy come back in time [7.3]. Where several
 *      instances live at once, as with "instances" or while one replaces another, none is another's [7.1]; state that
 *      one saves the next one loads [7.5], and a create that fails leaves room for the next [7.6].
 *  R8  No exception, longjmp or signal may cross this interface. Do not change the process: signal handlers, locale,
 *      working directory, umask, environment [8.1], standard streams [8.2].
 */
#ifndef ROUNDHOUSE_H
#define ROUNDHOUSE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define RH_EXPORT extern "C" __attribute__((visibility("default")))
#define RH_STATIC_ASSERT static_assert
extern "C" {
#else
#define RH_EXPORT __attribute__((visibility("default")))
#define RH_STATIC_ASSERT _Static_assert
#endif
#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-extension"
#define RH_NULLABLE _Nullable
#define RH_NONNULL _Nonnull
#else
#define RH_NULLABLE
#define RH_NONNULL
#endif

#define RH_ABI_MAJOR ((uint32_t)1)
#define RH_ABI_MINOR ((uint32_t)0)
/* The name of the one exported function, for the host's dlsym. */
#define RH_ENTRY_NAME "roundhouse_plugin_v1"

/* ---------------------------------------------------------------------------------------------- status codes ---- */
/* Negative codes are errors. Those marked * are for agents; all can reach an agent from the host. */
typedef int32_t rh_status;
#define RH_OK ((rh_status)0)
#define RH_AGAIN ((rh_status)1)                 /* emit: the buffer is full; resume will be called */
#define RH_BAD_REQUEST ((rh_status)-1)          /* * the request makes no sense; the message says what was expected */
#define RH_SCHEMA_FAILED ((rh_status)-2)        /* * the payload does not fit the declared schema */
#define RH_UNKNOWN_CAPABILITY ((rh_status)-3)   /* * nobody offers this */
#define RH_NO_HEALTHY_AGENT ((rh_status)-4)     /*   somebody offers it, nobody can answer now */
#define RH_OVERLOADED ((rh_status)-5)           /* * try later or elsewhere */
#define RH_DEADLINE_EXCEEDED ((rh_status)-6)
#define RH_CANCELLED ((rh_status)-7)            /* * the caller gave up; stop working */
#define RH_AGENT_ERROR ((rh_status)-8)          /* * any other failure of an agent */
#define RH_AGENT_CRASHED ((rh_status)-9)
#define RH_UNAUTHENTICATED ((rh_status)-10)
#define RH_PERMISSION_DENIED ((rh_status)-11)   /* * also: the manifest's "permissions" do not cover it */
#define RH_CONFLICT ((rh_status)-12)            /* * versions differ from the expected ones; the calls form a circle */
#define RH_NOT_FOUND ((rh_status)-13)           /*   no such key, no such configuration value */
#define RH_UNREACHABLE ((rh_status)-14)
#define RH_STORE_FULL ((rh_status)-15)          /*   a quota or the disk is full */
#define RH_UNSUPPORTED ((rh_status)-16)         /* * this host or agent does not do that */
#define RH_MISBEHAVED ((rh_status)-17)          /*   a rule of this page was broken; the host's log says which */

/* ----------------------------------------------------------------------------------------------- basic types ---- */
typedef struct rh_string { const char *RH_NULLABLE data; uint64_t size; } rh_string;
typedef struct rh_bytes { const void *RH_NULLABLE data; uint64_t size; } rh_bytes;

typedef struct rh_agent rh_agent;   /* yours: one instance, made by create */
typedef struct rh_host rh_host;     /* the host's table, one for each instance */
typedef uint64_t rh_call;           /* one call; a token, never a pointer. RH_NO_CALL where none applies */
#define RH_NO_CALL ((rh_call)0)

/* Room for the reason why create failed. The host owns it; write at most message_capacity bytes with the final NUL:
 * snprintf(error->message, error->message_capacity, "no model at %s", path). */
typedef struct rh_error {
  uint32_t struct_size;
  uint32_t message_capacity;
  char *RH_NONNULL message;
} rh_error;

typedef struct rh_agent_config {
  uint32_t struct_size;
  uint32_t concurrency;      /* calls at once, from the manifest; 1 when serial */
  rh_string agent_id;        /* "acme.summarizer" */
  rh_string version;         /* "2.3.1" */
  rh_string folder;          /* absolute path of the folder that holds agent.json */
  rh_bytes config;           /* JSON object: "config" of the manifest under the operator's configuration; "{}" if none */
} rh_agent_config;

typedef struct rh_request {
  uint32_t struct_size;
  uint32_t capability_version;   /* the capability's major version, from the manifest */
  rh_string capability;          /* "text.summarize" */
  rh_string content_type;        /* "application/json" unless the caller said otherwise */
  rh_bytes payload;
  uint64_t deadline_ns;          /* absolute, CLOCK_MONOTONIC; never 0 */
  rh_string idempotency_key;     /* the same key: the same work; empty if none */
  uint64_t trace_high, trace_low, span_id;
  rh_string caller;              /* the agent or application that asks */
  rh_string principal;           /* on whose behalf; the scope of RH_SCOPE_PRINCIPAL */
  rh_string session;             /* the conversation, if any; the scope of RH_SCOPE_SESSION */
  rh_string run_key;             /* the run's step that asks, if any */
  uint32_t wants_chunks;         /* 1: the caller reads chunks as they come. 0: they are joined for it */
  uint32_t depth;                /* how many calls stand above this one */
} rh_request;

/* The outcome of a call. With RH_OK the chunks emitted before, then payload, are the answer. */
typedef struct rh_reply {
  uint32_t struct_size;
  rh_status status;
  rh_string content_type;   /* empty: "application/json" */
  rh_bytes payload;
  rh_string error_code;     /* your own word for the error, "sold_out"; optional */
  rh_string message;        /* for people: what is wrong, and what to do next */
  uint32_t retryable;       /* 1: the same request may succeed later or elsewhere */
  uint32_t not_started;     /* 1: nothing was done yet, so another agent may be tried even if this is not idempotent */
  uint64_t input_tokens, output_tokens, cost_micros;   /* usage; cost in millionths of the operator's currency */
  double confidence;        /* above 0, up to 1; 0: not stated */
} rh_reply;

/* -------------------------------------------------------------------------------------------------- health ---- */
#define RH_HEALTHY ((uint32_t)0)
#define RH_DEGRADED ((uint32_t)1)    /* still answers; asked only when no healthy agent of its priority is left */
#define RH_UNHEALTHY ((uint32_t)2)   /* not asked until it recovers */
typedef struct rh_health {
  uint32_t struct_size;
  uint32_t state;
  uint32_t message_capacity;
  uint32_t reserved;
  char *RH_NONNULL message;   /* as in rh_error */
} rh_health;

/* -------------------------------------------------------------------------------------------------- plugin ---- */
typedef struct rh_plugin {
  uint32_t struct_size;
  uint32_t abi_minor;       /* RH_ABI_MINOR of the header you compiled with */
  uint32_t abi_minor_min;   /* the oldest host you can live with; usually 0 */
  uint32_t reserved;
  /* [create] Makes one instance. May take as long as the manifest's start limit allows (10 s). */
  rh_status (*RH_NONNULL create)(const rh_host *RH_NONNULL host, const rh_agent_config *RH_NONNULL config,
                                 rh_agent *RH_NULLABLE *RH_NONNULL out, rh_error *RH_NONNULL error);
  /* [instance] No call is in flight, none will come. */
  void (*RH_NONNULL destroy)(rh_agent *RH_NONNULL agent);
  /* [instance] Answers a call, now or later: R3. */
  rh_status (*RH_NONNULL invoke)(rh_agent *RH_NONNULL agent, rh_call call, const rh_request *RH_NONNULL request);
  /* All that follows is optional: NULL. */
  /* [instance] After emit returned RH_AGAIN: there is room again. */
  void (*RH_NULLABLE resume)(rh_agent *RH_NONNULL agent, rh_call call);
  /* [any] Nobody waits for this call any more. Must not block. Still complete it, RH_CANCELLED for instance. */
  void (*RH_NULLABLE cancel)(rh_agent *RH_NONNULL agent, rh_call call);
  /* [instance] Asked at the manifest's health interval. Anything but RH_OK counts as RH_UNHEALTHY. */
  rh_status (*RH_NULLABLE health)(rh_agent *RH_NONNULL agent, rh_health *RH_NONNULL out);
  /* [instance] No further calls will come: finish what is open by deadline_ns, stop threads and timers. */
  rh_status (*RH_NULLABLE drain)(rh_agent *RH_NONNULL agent, uint64_t deadline_ns);
  /* [any] Tables for ids such as RH_EXT_STATE. The answer is constant and lives for ever. */
  const void *RH_NULLABLE (*RH_NULLABLE get_extension)(const char *RH_NONNULL id);
} rh_plugin;

/* The one exported function. Returns a constant; the first thing that the host calls, on any thread. */
const rh_plugin *RH_NULLABLE roundhouse_plugin_v1(void);
#ifdef __clang__
typedef const rh_plugin *_Nullable (*_Nonnull rh_entry)(void);
#else
typedef const rh_plugin *(*rh_entry)(void);
#endif

/* ------------------------------------------------------------------------------------- services of the host ---- */
#define RH_LOG_DEBUG ((int32_t)0)
#define RH_LOG_INFO ((int32_t)1)
#define RH_LOG_WARNING ((int32_t)2)
#define RH_LOG_ERROR ((int32_t)3)

#define RH_METRIC_COUNTER ((int32_t)0)     /* value is added */
#define RH_METRIC_GAUGE ((int32_t)1)       /* value replaces */
#define RH_METRIC_HISTOGRAM ((int32_t)2)   /* value is one observation, in seconds or bytes */

/* State is the agent's own in every scope; a scope says how it is divided further. */
#define RH_SCOPE_AGENT ((int32_t)0)       /* one space for the agent */
#define RH_SCOPE_PRINCIPAL ((int32_t)1)   /* one for each principal of the call */
#define RH_SCOPE_SESSION ((int32_t)2)     /* one for each session of the call; RH_BAD_REQUEST without a session */

#define RH_KV_PUT ((int32_t)0)
#define RH_KV_DELETE ((int32_t)1)
#define RH_KV_CHECK ((int32_t)2)          /* changes nothing, only compares the version */
#define RH_VERSION_ABSENT ((uint64_t)0)   /* expected_version: the key must not exist. Real versions begin at 1 */
#define RH_VERSION_ANY UINT64_MAX         /* expected_version: do not compare */

typedef struct rh_kv_operation {
  int32_t kind;                /* RH_KV_PUT, … */
  int32_t scope;               /* RH_SCOPE_AGENT, … */
  rh_string key;               /* 1 to 512 bytes */
  rh_bytes value;              /* at most 1 MiB */
  uint64_t expected_version;   /* RH_VERSION_ANY, RH_VERSION_ABSENT, or what kv_get told */
} rh_kv_operation;

/* value is borrowed until the call-back returns; version is 0 when there is no such key (RH_NOT_FOUND). */
typedef void (*RH_NONNULL rh_on_value)(void *RH_NULLABLE user, rh_status status, rh_bytes value, uint64_t version);
/* RH_OK: all operations took place, version is the new version of every key put. RH_CONFLICT: none did. */
typedef void (*RH_NONNULL rh_on_commit)(void *RH_NULLABLE user, rh_status status, uint64_t version);
/* reply is borrowed until the call-back returns. Its chunks, if any, are joined into payload. */
typedef void (*RH_NONNULL rh_on_reply)(void *RH_NULLABLE user, const rh_reply *RH_NONNULL reply);

/* A call to another capability. Deadline, trace, principal and session come from the parent call. */
typedef struct rh_outgoing {
  uint32_t struct_size;
  uint32_t capability_version;   /* 0: the highest there is */
  rh_string capability;
  rh_string content_type;        /* empty: "application/json" */
  rh_bytes payload;
  uint64_t timeout_ns;           /* 0: the parent's deadline. Longer than that is cut to it. Without a parent: 30 s */
  rh_string agent;               /* this agent and no other; empty: the best */
  rh_string idempotency_key;
} rh_outgoing;

/* Call-backs run on host-owned threads [instance], exactly once if the function that took them returned RH_OK, else
 * never; possibly before it has returned. The functions with _wait are for blocking agents: they wait, at longest until
 * the parent's deadline (30 s without one), and run the call-back on the calling thread before they return. */
struct rh_host {
  uint32_t struct_size;
  uint32_t abi_minor;
  uint64_t instance;   /* the host's own; hands off */

  /* [any] Adds a chunk to the answer. Never blocks. RH_AGAIN: not taken, resume will come. RH_CANCELLED: nobody
   * listens any more, complete the call. */
  rh_status (*RH_NONNULL emit)(const rh_host *RH_NONNULL host, rh_call call, rh_bytes chunk);
  /* [blocking] The same, but waits for room instead of returning RH_AGAIN. */
  rh_status (*RH_NONNULL emit_wait)(const rh_host *RH_NONNULL host, rh_call call, rh_bytes chunk);
  /* [any] Ends the call: R3. */
  rh_status (*RH_NONNULL complete)(const rh_host *RH_NONNULL host, rh_call call, const rh_reply *RH_NONNULL reply);
  /* [any] 1 when the caller has gone or the deadline has passed, else 0. Cheap: ask often. */
  int32_t (*RH_NONNULL cancelled)(const rh_host *RH_NONNULL host, rh_call call);

  /* [any] One line for the operator. call may be RH_NO_CALL. */
  void (*RH_NONNULL log)(const rh_host *RH_NONNULL host, rh_call call, int32_t level, rh_string message);
  /* [any] name: dotted lower case, "tickets.sold". Shown as roundhouse_agent_tickets_sold{agent="…"}. At most 64 names. */
  rh_status (*RH_NONNULL metric)(const rh_host *RH_NONNULL host, int32_t kind, rh_string name, double value);
  /* [any] The JSON text at a JSON Pointer ("/limits/daily") into the configuration; borrowed until destroy. */
  rh_status (*RH_NONNULL config)(const rh_host *RH_NONNULL host, rh_string pointer, rh_bytes *RH_NONNULL value);
  /* [any] CLOCK_MONOTONIC as deadlines use it, and Unix time; both in nanoseconds. */
  uint64_t (*RH_NONNULL now)(const rh_host *RH_NONNULL host);
  int64_t (*RH_NONNULL wall_clock)(const rh_host *RH_NONNULL host);

  /* [any] Key-value state, durable. call gives principal and session; RH_NO_CALL will do for RH_SCOPE_AGENT. */
  rh_status (*RH_NONNULL kv_get)(const rh_host *RH_NONNULL host, rh_call call, int32_t scope, rh_string key,
                                 rh_on_value on_value, void *RH_NULLABLE user);
  /* [any] All operations or none, durable when the call-back says RH_OK. At most 256 operations. */
  rh_status (*RH_NONNULL kv_commit)(const rh_host *RH_NONNULL host, rh_call call,
                                    const rh_kv_operation *RH_NULLABLE operations, uint64_t count,
                                    rh_on_commit on_commit, void *RH_NULLABLE user);
  /* [any] Calls another capability, if "permissions.call" allows it. A circle of calls, or more than 16 above one
   * another, is RH_CONFLICT; more than 32 open at once are RH_OVERLOADED, as are more than 64 requests for state. */
  rh_status (*RH_NONNULL call)(const rh_host *RH_NONNULL host, rh_call parent, const rh_outgoing *RH_NONNULL outgoing,
                               rh_on_reply on_reply, void *RH_NULLABLE user);

  /* [blocking] */
  rh_status (*RH_NONNULL kv_get_wait)(const rh_host *RH_NONNULL host, rh_call call, int32_t scope, rh_string key,
                                      rh_on_value on_value, void *RH_NULLABLE user);
  rh_status (*RH_NONNULL kv_commit_wait)(const rh_host *RH_NONNULL host, rh_call call,
                                         const rh_kv_operation *RH_NULLABLE operations, uint64_t count,
                                         rh_on_commit on_commit, void *RH_NULLABLE user);
  rh_status (*RH_NONNULL call_wait)(const rh_host *RH_NONNULL host, rh_call parent,
                                    const rh_outgoing *RH_NONNULL outgoing, rh_on_reply on_reply,
                                    void *RH_NULLABLE user);

  /* [any] Tables for ids such as RH_EXT_CAPABILITIES, NULL if this host has none. Lives until destroy. */
  const void *RH_NULLABLE (*RH_NONNULL get_extension)(const rh_host *RH_NONNULL host, const char *RH_NONNULL id);
};

/* [any] Ends a call with the plain answer that most have: a success with this payload, JSON. The same as complete, and
 * the quickest, because only what is said is written and read. */
static inline rh_status rh_answer(const rh_host *RH_NONNULL host, rh_call call, rh_bytes payload) {
  rh_reply reply;
  reply.struct_size = (uint32_t)offsetof(rh_reply, error_code);
  reply.status = RH_OK;
  reply.content_type.data = NULL;
  reply.content_type.size = 0;
  reply.payload = payload;
  return host->complete(host, call, &reply);
}

/* ------------------------------------------------------------------------------------------------ extensions ---- */
/* An id never changes its meaning; "/2" is another extension. "roundhouse.input/1" is reserved for streaming input. */

/* Offered by the host: capabilities that come and go while the agent lives, within "permissions.announce".
 * Both functions may be called from create onwards, until drain; neither waits for calls. When they return, every new
 * request finds what they did. What is announced in create becomes routable together with the agent, so an agent that
 * replaces another announces there what must not be missing for a moment. Whatever is refused stands in the host's log
 * with its reason, and changes nothing. Each instance begins with what its manifest declares. */
#define RH_EXT_CAPABILITIES "roundhouse.capabilities/1"
#define RH_MAX_ANNOUNCED ((uint32_t)256)   /* capabilities that one agent may have announced at once */
typedef struct rh_capabilities {
  uint32_t struct_size;
  uint32_t reserved;
  /* [any] declaration: one JSON object as in the manifest's "capabilities", at most 64 KiB.
   *   RH_OK                 it is offered; also if it was, in the very same way
   *   RH_BAD_REQUEST        it is not such an object
   *   RH_PERMISSION_DENIED  no pattern of "permissions.announce" covers the name
   *   RH_CONFLICT           the agent offers this name and version already, in another way
   *   RH_OVERLOADED         RH_MAX_ANNOUNCED are announced: withdraw some first; or 4096 different ones were, in the
   *                         life of this instance
   *   RH_CANCELLED          the agent is being taken away, or was */
  rh_status (*RH_NONNULL announce)(const rh_host *RH_NONNULL host, rh_bytes declaration);
  /* [any] capability: a name, for all versions of it that were announced, or "name@2" for one. Calls in flight go on,
   * those that wait for a place too; invoke may be called for it a moment longer.
   *   RH_OK                  it is offered no more
   *   RH_BAD_REQUEST         what follows the @ is no version
   *   RH_PERMISSION_DENIED   the manifest declares it: it stays
   *   RH_UNKNOWN_CAPABILITY  it was not announced, or is withdrawn already
   *   RH_CANCELLED           the agent is being taken away, or was */
  rh_status (*RH_NONNULL withdraw)(const rh_host *RH_NONNULL host, rh_string capability);
} rh_capabilities;

/* Offered by a plugin: state that one generation hands to the next when it is replaced. */
#define RH_EXT_STATE "roundhouse.state/1"
typedef struct rh_state {
  uint32_t struct_size;
  uint32_t reserved;
  /* [instance] After drain. Calls write with one chunk after another; stops at the first that is not RH_OK. */
  rh_status (*RH_NONNULL save)(rh_agent *RH_NONNULL agent, void *RH_NULLABLE writer,
                               rh_status (*RH_NONNULL write)(void *RH_NULLABLE writer, rh_bytes chunk));
  /* [instance] Before the first invoke. An error leaves the new generation without the state. */
  rh_status (*RH_NONNULL load)(rh_agent *RH_NONNULL agent, rh_bytes state);
} rh_state;

/* --------------------------------------------------------------------------------------------------- layout ---- */
/* Fixed for ever on 64-bit machines; sdk/c/layout/abi-1.0.txt has the same figures. */
#define RH_AT(type, field, offset) RH_STATIC_ASSERT(offsetof(type, field) == (offset), #type "." #field " moved")
#define RH_SIZE(type, size) RH_STATIC_ASSERT(sizeof(type) == (size), #type " changed its size")
RH_SIZE(rh_string, 16); RH_AT(rh_string, data, 0); RH_AT(rh_string, size, 8);
RH_SIZE(rh_bytes, 16); RH_AT(rh_bytes, data, 0); RH_AT(rh_bytes, size, 8);
RH_SIZE(rh_error, 16); RH_AT(rh_error, struct_size, 0); RH_AT(rh_error, message_capacity, 4);
RH_AT(rh_error, message, 8);
RH_SIZE(rh_agent_config, 72); RH_AT(rh_agent_config, struct_size, 0); RH_AT(rh_agent_config, concurrency, 4);
RH_AT(rh_agent_config, agent_id, 8); RH_AT(rh_agent_config, version, 24); RH_AT(rh_agent_config, folder, 40);
RH_AT(rh_agent_config, config, 56);
RH_SIZE(rh_request, 176); RH_AT(rh_request, struct_size, 0); RH_AT(rh_request, capability_version, 4);
RH_AT(rh_request, capability, 8); RH_AT(rh_request, content_type, 24); RH_AT(rh_request, payload, 40);
RH_AT(rh_request, deadline_ns, 56); RH_AT(rh_request, idempotency_key, 64); RH_AT(rh_request, trace_high, 80);
RH_AT(rh_request, trace_low, 88); RH_AT(rh_request, span_id, 96); RH_AT(rh_request, caller, 104);
RH_AT(rh_request, principal, 120); RH_AT(rh_request, session, 136); RH_AT(rh_request, run_key, 152);
RH_AT(rh_request, wants_chunks, 168); RH_AT(rh_request, depth, 172);
RH_SIZE(rh_reply, 112); RH_AT(rh_reply, struct_size, 0); RH_AT(rh_reply, status, 4); RH_AT(rh_reply, content_type, 8);
RH_AT(rh_reply, payload, 24); RH_AT(rh_reply, error_code, 40); RH_AT(rh_reply, message, 56);
RH_AT(rh_reply, retryable, 72); RH_AT(rh_reply, not_started, 76); RH_AT(rh_reply, input_tokens, 80);
RH_AT(rh_reply, output_tokens, 88); RH_AT(rh_reply, cost_micros, 96); RH_AT(rh_reply, confidence, 104);
RH_SIZE(rh_health, 24); RH_AT(rh_health, struct_size, 0); RH_AT(rh_health, state, 4);
RH_AT(rh_health, message_capacity, 8); RH_AT(rh_health, reserved, 12); RH_AT(rh_health, message, 16);
RH_SIZE(rh_plugin, 80); RH_AT(rh_plugin, struct_size, 0); RH_AT(rh_plugin, abi_minor, 4);
RH_AT(rh_plugin, abi_minor_min, 8); RH_AT(rh_plugin, reserved, 12); RH_AT(rh_plugin, create, 16);
RH_AT(rh_plugin, destroy, 24); RH_AT(rh_plugin, invoke, 32); RH_AT(rh_plugin, resume, 40);
RH_AT(rh_plugin, cancel, 48); RH_AT(rh_plugin, health, 56); RH_AT(rh_plugin, drain, 64);
RH_AT(rh_plugin, get_extension, 72);
RH_SIZE(rh_kv_operation, 48); RH_AT(rh_kv_operation, kind, 0); RH_AT(rh_kv_operation, scope, 4);
RH_AT(rh_kv_operation, key, 8); RH_AT(rh_kv_operation, value, 24); RH_AT(rh_kv_operation, expected_version, 40);
RH_SIZE(rh_outgoing, 96); RH_AT(rh_outgoing, struct_size, 0); RH_AT(rh_outgoing, capability_version, 4);
RH_AT(rh_outgoing, capability, 8); RH_AT(rh_outgoing, content_type, 24); RH_AT(rh_outgoing, payload, 40);
RH_AT(rh_outgoing, timeout_ns, 56); RH_AT(rh_outgoing, agent, 64); RH_AT(rh_outgoing, idempotency_key, 80);
RH_SIZE(struct rh_host, 144); RH_AT(struct rh_host, struct_size, 0); RH_AT(struct rh_host, abi_minor, 4);
RH_AT(struct rh_host, instance, 8); RH_AT(struct rh_host, emit, 16); RH_AT(struct rh_host, emit_wait, 24);
RH_AT(struct rh_host, complete, 32); RH_AT(struct rh_host, cancelled, 40); RH_AT(struct rh_host, log, 48);
RH_AT(struct rh_host, metric, 56); RH_AT(struct rh_host, config, 64); RH_AT(struct rh_host, now, 72);
RH_AT(struct rh_host, wall_clock, 80); RH_AT(struct rh_host, kv_get, 88); RH_AT(struct rh_host, kv_commit, 96);
RH_AT(struct rh_host, call, 104); RH_AT(struct rh_host, kv_get_wait, 112); RH_AT(struct rh_host, kv_commit_wait, 120);
RH_AT(struct rh_host, call_wait, 128); RH_AT(struct rh_host, get_extension, 136);
RH_SIZE(rh_capabilities, 24); RH_AT(rh_capabilities, struct_size, 0); RH_AT(rh_capabilities, reserved, 4);
RH_AT(rh_capabilities, announce, 8); RH_AT(rh_capabilities, withdraw, 16);
RH_SIZE(rh_state, 24); RH_AT(rh_state, struct_size, 0); RH_AT(rh_state, reserved, 4); RH_AT(rh_state, save, 8);
RH_AT(rh_state, load, 16);
#ifdef __clang__
#pragma clang diagnostic pop
#endif
#ifdef __cplusplus
}
#endif
#endif /* ROUNDHOUSE_H */
