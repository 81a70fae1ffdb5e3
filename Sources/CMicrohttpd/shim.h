/* libmicrohttpd with the faces that Swift can call: its own functions that matter here are variadic or take enums that
 * the importer leaves nameless. */
#ifndef ROUNDHOUSE_MICROHTTPD_H
#define ROUNDHOUSE_MICROHTTPD_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <microhttpd.h>

#pragma clang assume_nonnull begin

/* Where libmicrohttpd's own complaints go. Must live as long as the daemon. */
typedef struct http_logger {
  void (*line)(void *context, const char *text);
  void *context;
} http_logger;

typedef struct http_limits {
  unsigned threads;         /* 1: one loop */
  unsigned connections;     /* per daemon */
  unsigned idle_seconds;    /* without any byte in either direction */
  size_t connection_memory; /* request line, headers and buffers of one connection */
} http_limits;

static inline void http_log(void *logger, const char *format, va_list arguments) {
  char text[512];
  vsnprintf(text, sizeof text, format, arguments);
  ((http_logger *)logger)->line(((http_logger *)logger)->context, text);
}

/* Starts a loop of its own over a listening socket that stays the caller's. NULL with errno set if it cannot. */
static inline struct MHD_Daemon *_Nullable http_start(
    int listening, http_limits limits, MHD_AccessHandlerCallback request, MHD_RequestCompletedCallback completed,
    MHD_NotifyConnectionCallback connection, void *context, http_logger *logger) {
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL, request, context,
      MHD_OPTION_EXTERNAL_LOGGER, http_log, (void *)logger, MHD_OPTION_LISTEN_SOCKET, listening,
      MHD_OPTION_NOTIFY_COMPLETED, completed, context, MHD_OPTION_NOTIFY_CONNECTION, connection, context,
      MHD_OPTION_THREAD_POOL_SIZE, limits.threads > 1 ? limits.threads : 0u, MHD_OPTION_CONNECTION_LIMIT,
      limits.connections, MHD_OPTION_CONNECTION_TIMEOUT, limits.idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      limits.connection_memory, MHD_OPTION_END);
}

/* The pointer that the connection's start notification stored. */
static inline void *_Nullable http_socket_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info ? info->socket_context : NULL;
}

static inline int http_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

/* Bytes of the request line and all header lines. */
static inline size_t http_head_size(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return info ? info->header_size : 0;
}

static inline void http_each_header(
    struct MHD_Connection *connection, MHD_KeyValueIteratorN each, void *_Nullable context) {
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, each, context);
}

/* An argument of the query, decoded; NULL if it is not there or has no value. */
static inline const char *_Nullable http_argument(struct MHD_Connection *connection, const char *name) {
  return MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);
}

/* The bytes stay the caller's and must live until the request is completed. */
static inline struct MHD_Response *_Nullable http_response_borrowing(const void *_Nullable bytes, size_t count) {
  return MHD_create_response_from_buffer(count, (void *)(bytes ? bytes : ""), MHD_RESPMEM_PERSISTENT);
}

static inline struct MHD_Response *_Nullable http_response_copying(const void *_Nullable bytes, size_t count) {
  return MHD_create_response_from_buffer(count, (void *)(bytes ? bytes : ""), MHD_RESPMEM_MUST_COPY);
}

/* An answer of unknown length; read is called whenever there is room. */
static inline struct MHD_Response *_Nullable http_response_reading(
    MHD_ContentReaderCallback read, void *context, MHD_ContentReaderFreeCallback release) {
  return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16 << 10, read, context, release);
}

enum { http_end_of_stream = -1, http_end_with_error = -2 };

static inline bool http_is_start(enum MHD_ConnectionNotificationCode code) {
  return code == MHD_CONNECTION_NOTIFY_STARTED;
}

#pragma clang assume_nonnull end
#endif
