/* The floor of http.c64: libmicrohttpd alone, one loop, the body back as it came. Arguments: port. */
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct body {
  char *bytes;
  size_t count;
} body;

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *data, size_t *size, void **request) {
  (void)context, (void)url, (void)method, (void)version;
  body *body = *request;
  if (!body) {
    *request = calloc(1, sizeof *body);
    return *request ? MHD_YES : MHD_NO;
  }
  if (*size) {
    char *bigger = realloc(body->bytes, body->count + *size);
    if (!bigger) return MHD_NO;
    body->bytes = bigger;
    memcpy(body->bytes + body->count, data, *size);
    body->count += *size;
    *size = 0;
    return MHD_YES;
  }
  /* The bytes live until the request is completed. */
  struct MHD_Response *response =
    MHD_create_response_from_buffer(body->count, body->bytes ? body->bytes : "", MHD_RESPMEM_PERSISTENT);
  MHD_add_response_header(response, "Content-Type", "application/json");
  enum MHD_Result result = MHD_queue_response(connection, 200, response);
  MHD_destroy_response(response);
  return result;
}

static void completed(void *context, struct MHD_Connection *connection, void **request,
                      enum MHD_RequestTerminationCode how) {
  (void)context, (void)connection, (void)how;
  body *body = *request;
  if (body) free(body->bytes);
  free(body);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  struct MHD_Daemon *daemon = MHD_start_daemon(
    MHD_USE_EPOLL_INTERNAL_THREAD, (uint16_t)atoi(arguments[1]), NULL, NULL, answer, NULL, MHD_OPTION_NOTIFY_COMPLETED,
    completed, NULL, MHD_OPTION_END);
  if (!daemon) {
    perror("mhd_echo");
    return 1;
  }
  pause();
  return 0;
}
