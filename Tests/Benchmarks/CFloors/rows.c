#include "include/floors.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* No row of the benchmarks is longer. */
enum { longest = 4096 };
/* Of SQLite's files, unless one says otherwise. */
enum { page = 4096 };

struct floor_rows {
  sqlite3 *database;
  sqlite3_stmt *begin, *insert, *commit;
  char body[longest];
};

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int prepare(floor_rows *rows, const char *text, sqlite3_stmt **statement) {
  return sqlite3_prepare_v3(rows->database, text, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) == SQLITE_OK;
}

static int run(sqlite3_stmt *statement) {
  int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  return code == SQLITE_DONE;
}

floor_rows *floor_rows_open(const char *path) {
  floor_rows *rows = calloc(1, sizeof *rows);
  if (!rows) return NULL;
  memset(rows->body, 'x', sizeof rows->body);
  if (sqlite3_open(path, &rows->database) == SQLITE_OK
      && sqlite3_exec(rows->database,
                      "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 10000;"
                      "create table rows(id integer primary key, body blob not null) strict",
                      NULL, NULL, NULL) == SQLITE_OK
      && prepare(rows, "begin immediate", &rows->begin) && prepare(rows, "commit", &rows->commit)
      && prepare(rows, "insert into rows(body) values(?)", &rows->insert))
    return rows;
  floor_rows_close(rows);
  return NULL;
}

uint64_t floor_rows_write(floor_rows *rows, uint32_t commits, uint32_t count, uint32_t bytes) {
  if (bytes > longest) return 0;
  uint64_t start = now();
  for (uint32_t i = 0; i < commits; i++) {
    if (!run(rows->begin)) return 0;
    for (uint32_t row = 0; row < count; row++) {
      if (sqlite3_bind_blob(rows->insert, 1, rows->body, (int)bytes, SQLITE_STATIC) != SQLITE_OK) return 0;
      if (!run(rows->insert)) return 0;
    }
    if (!run(rows->commit)) return 0;
  }
  return now() - start;
}

void floor_rows_close(floor_rows *rows) {
  sqlite3_finalize(rows->begin);
  sqlite3_finalize(rows->insert);
  sqlite3_finalize(rows->commit);
  sqlite3_close(rows->database);
  free(rows);
}

int64_t floor_log_bytes(const char *path) {
  char name[4096];
  unsigned char head[32], frame[24];
  if (snprintf(name, sizeof name, "%s-wal", path) >= (int)sizeof name) return -1;
  FILE *log = fopen(name, "rb");
  if (!log) return -1;
  int64_t bytes = fread(head, sizeof head, 1, log) == 1 ? (int64_t)sizeof head : -1;
  /* Pages of this log have its salt; behind them is room, or what is left of an older one. */
  while (bytes > 0 && fread(frame, sizeof frame, 1, log) == 1 && memcmp(frame + 8, head + 16, 8) == 0) {
    bytes += (int64_t)sizeof frame + page;
    if (fseek(log, page, SEEK_CUR) != 0) break;
  }
  fclose(log);
  return bytes;
}

int64_t floor_moved_bytes(const char *path) {
  sqlite3 *database = NULL;
  struct stat status;
  /* A connection that has read nothing yet knows of no log. */
  int moved = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
              && sqlite3_busy_timeout(database, 5000) == SQLITE_OK
              && sqlite3_exec(database, "select count(*) from sqlite_schema", NULL, NULL, NULL) == SQLITE_OK
              && sqlite3_wal_checkpoint_v2(database, NULL, SQLITE_CHECKPOINT_FULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close(database);
  return moved && stat(path, &status) == 0 ? (int64_t)status.st_size : -1;
}
