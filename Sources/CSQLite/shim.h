#pragma once

#include <sqlite3.h>

// SQLite copies the text: the macro SQLITE_TRANSIENT is a cast that Swift doesn't see.
static inline int rapport_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, int byteCount) {
  return sqlite3_bind_text(statement, place, text, byteCount, SQLITE_TRANSIENT);
}
