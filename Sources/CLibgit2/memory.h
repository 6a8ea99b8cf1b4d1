#pragma once

// What libgit2 allocates, without single blocks of a size that no record, tree or commit needs. A few kilobytes of a
// pack can stand for an object of gigabytes, and to ask for each object's size before it is read costs more than to
// read it.

#include <git2.h>
#include <git2/sys/alloc.h>
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif
#include <stdlib.h>
#include <string.h>

// The largest block that libgit2 gets (bytes).
#define RAPPORT_LARGEST_BLOCK ((size_t)64 << 20)

static inline void *rapport_reallocate(void *known, size_t size, const char *file, int line) {
  // Where no bytes are asked for, NULL would be taken for a failure.
  void *block = size > RAPPORT_LARGEST_BLOCK ? NULL : realloc(known, size > 0 ? size : 1);
  (void)file, (void)line;
  if (!block) git_error_set_str(GIT_ERROR_NOMEMORY, "more memory is needed than any record takes");
  return block;
}

static inline void *rapport_allocate(size_t size, const char *file, int line) {
  return rapport_reallocate(NULL, size, file, line);
}

#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 6
static inline void *rapport_reallocate_array(void *known, size_t count, size_t size, const char *file, int line) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) bytes = SIZE_MAX;
  return rapport_reallocate(known, bytes, file, line);
}

static inline void *rapport_allocate_array(size_t count, size_t size, const char *file, int line) {
  return rapport_reallocate_array(NULL, count, size, file, line);
}

static inline void *rapport_allocate_zeroed(size_t count, size_t size, const char *file, int line) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes) || bytes > RAPPORT_LARGEST_BLOCK)
    return rapport_reallocate(NULL, SIZE_MAX, file, line);
  return calloc(bytes > 0 ? bytes : 1, 1);
}

static inline char *rapport_copy_bytes(const char *text, size_t length, const char *file, int line) {
  char *copy = length < SIZE_MAX ? rapport_allocate(length + 1, file, line) : NULL;
  if (!copy) return NULL;
  memcpy(copy, text, length);
  copy[length] = '\0';
  return copy;
}

static inline char *rapport_copy_text(const char *text, const char *file, int line) {
  return rapport_copy_bytes(text, strlen(text), file, line);
}

static inline char *rapport_copy_start(const char *text, size_t most, const char *file, int line) {
  return rapport_copy_bytes(text, strnlen(text, most), file, line);
}
#else
_Static_assert(sizeof(git_allocator) == 3 * sizeof(void *), "libgit2 asks for other functions than these");
#endif

/// Makes libgit2 allocate through these functions; call it before anything is read.
static inline int rapport_git_limit_memory(void) {
  git_allocator allocator = {
    .gmalloc = rapport_allocate,
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 6
    .gcalloc = rapport_allocate_zeroed,
    .gstrdup = rapport_copy_text,
    .gstrndup = rapport_copy_start,
    .gsubstrdup = rapport_copy_bytes,
    .greallocarray = rapport_reallocate_array,
    .gmallocarray = rapport_allocate_array,
#endif
    .grealloc = rapport_reallocate,
    .gfree = free,
  };
  return git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
}
