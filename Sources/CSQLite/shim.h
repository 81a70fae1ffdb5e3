#pragma once
#include <sqlite3.h>

/* sqlite3_db_config, which Swift cannot call because it is variadic: whether the last connection that is closed leaves
 * the log as it is instead of moving it into the file. */
static inline int sqlite3_keep_log_on_close(sqlite3 *connection, int yes) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, yes, (int *)0);
}

/* sqlite3_config, which is variadic too: SQLite does not count the memory that it uses, which takes a lock each time.
 * Only before its first use in the process; later it does nothing. */
static inline int sqlite3_leave_memory_uncounted(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
