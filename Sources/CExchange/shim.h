// Swapping two files, and moving one without overwriting: atomic on Linux and macOS, invisible to Swift in both C libraries. And whether a file is being written.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

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

#ifndef F_SETLEASE
#define F_SETLEASE 1024
#endif
#ifndef F_SETSIG
#define F_SETSIG 10
#endif

/// Tells whether a program has a file open for writing that is open for reading here: 1 if so, 0 if not, -1 where the system can't tell.
static inline int rapport_has_writer(int descriptor) {
  // Whoever opened the file for writing just then would have a signal sent here; this one is ignored, the usual one would end the program.
  if (fcntl(descriptor, F_SETSIG, SIGURG) != 0) return -1;
  if (fcntl(descriptor, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN ? 1 : -1;
  fcntl(descriptor, F_SETLEASE, F_UNLCK);
  return 0;
}
#else
#include <stdio.h>

/// macOS has no way to tell.
static inline int rapport_has_writer(int descriptor) { return -1; }

static inline int rapport_exchange(int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return renameatx_np(old_directory, old_name, new_directory, new_name, RENAME_SWAP);
}

static inline int rapport_move(int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return renameatx_np(old_directory, old_name, new_directory, new_name, RENAME_EXCL);
}
#endif
