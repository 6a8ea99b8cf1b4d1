// Swapping two files, and moving one without overwriting: atomic on Linux and macOS, invisible to Swift in both C libraries.
#pragma once

#include <errno.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

/// Swaps two existing files. Returns 0, or -1 with errno (EINVAL or ENOSYS where the file system can't).
static inline int rapport_exchange(int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return (int)syscall(SYS_renameat2, old_directory, old_name, new_directory, new_name, 2u /* RENAME_EXCHANGE */);
}

/// Moves a file to a name that must be free. Returns 0, or -1 with errno (EEXIST, EINVAL or ENOSYS).
static inline int rapport_move(int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return (int)syscall(SYS_renameat2, old_directory, old_name, new_directory, new_name, 1u /* RENAME_NOREPLACE */);
}
#else
#include <stdio.h>

static inline int rapport_exchange(int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return renameatx_np(old_directory, old_name, new_directory, new_name, RENAME_SWAP);
}

static inline int rapport_move(int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return renameatx_np(old_directory, old_name, new_directory, new_name, RENAME_EXCL);
}
#endif
