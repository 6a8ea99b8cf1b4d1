// Swapping two files, and moving one without overwriting: atomic on Linux and macOS, invisible to Swift in both C libraries. And whether a file is being written.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <sys/vfs.h>
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

/// Whether a file is on a file system of this computer alone; of a network's, this computer doesn't know all who have the file open.
static inline int rapport_is_local(int descriptor) {
  struct statfs status;
  if (fstatfs(descriptor, &status) != 0) return 0;
  switch ((unsigned long)status.f_type & 0xffffffffUL) {
    case 0xef53:      // ext2, ext3, ext4
    case 0x58465342:  // xfs
    case 0x9123683e:  // btrfs
    case 0xf2f52010:  // f2fs
    case 0xca451a4e:  // bcachefs
    case 0x2fc12fc1:  // zfs
    case 0x794c7630:  // overlayfs
    case 0x01021994:  // tmpfs
      return 1;
    default: return 0;
  }
}

/// Tells whether a program has a file open for writing that is open for reading here: 1 if so, 0 if not, -1 where the system can't tell.
static inline int rapport_has_writer(int descriptor) {
  if (!rapport_is_local(descriptor)) return -1;
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

/// Whether a file is on a file system of this computer alone, as far as that is asked.
static inline int rapport_is_local(int descriptor) { return 0; }

static inline int rapport_exchange(int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return renameatx_np(old_directory, old_name, new_directory, new_name, RENAME_SWAP);
}

static inline int rapport_move(int old_directory, const char *old_name, int new_directory, const char *new_name) {
  return renameatx_np(old_directory, old_name, new_directory, new_name, RENAME_EXCL);
}
#endif
