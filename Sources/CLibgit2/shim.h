#pragma once

// What Swift cannot import from libgit2: variadic functions, macros, and the
// version gate. Options and their numbers differ between builds of libgit2,
// so they are named here, against the system's own header, and nowhere else.

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/repository.h>
#include "memory.h"

#if LIBGIT2_VER_MAJOR < 1 || (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 5)
#error "rapport needs libgit2 1.5 or newer"
#endif

// The most memory libgit2 may map at once, in one window, and as cached objects (bytes).
#define RAPPORT_MAPPED_LIMIT ((size_t)64 << 20)
#define RAPPORT_WINDOW_SIZE ((size_t)16 << 20)
#define RAPPORT_CACHE_LIMIT ((ssize_t)64 << 20)
// The most pack files that stay open.
#define RAPPORT_OPEN_PACKS ((size_t)128)
// The most objects that a pack written through libgit2 may announce.
#define RAPPORT_PACK_OBJECTS ((size_t)200000)

/// Reads objects with or without checking that their bytes still have their id.
static inline int rapport_git_verify_hashes(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/// Starts libgit2 and sets every library option; the first caller decides, a
/// later one can only switch verification on. Returns a negative libgit2 code
/// on failure.
static inline int rapport_git_start(int verify_hashes) {
  int starts = git_libgit2_init();
  int code = 0;
  if (starts < 0) return starts;
  if (starts > 1) return verify_hashes ? rapport_git_verify_hashes(1) : 0;

  // These two are only ignored by git where their meaning does not matter to
  // a reader; every other extension must keep a repository closed.
  const char *extensions[] = {"preciousobjects", "worktreeconfig"};

  // Without this a power cut loses commits that were reported as done.
  if ((code = rapport_git_limit_memory()) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, 1)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_ENABLE_STRICT_SYMBOLIC_REF_CREATION, 1)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_ENABLE_UNSAVED_INDEX_SAFETY, 1)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, RAPPORT_WINDOW_SIZE)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, RAPPORT_MAPPED_LIMIT)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, RAPPORT_OPEN_PACKS)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, RAPPORT_CACHE_LIMIT)) < 0 ||
      // What is read again is kept above libgit2, without its locks.
      (code = git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)0)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)0)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, RAPPORT_PACK_OBJECTS)) < 0 ||
      (code = git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, (size_t)2)) < 0)
    return code;
  return rapport_git_verify_hashes(verify_hashes);
}

/// Sets where libgit2 looks for the configuration of one level in this process.
static inline int rapport_git_set_search_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, (int)level, path);
}

/// Tells where libgit2 looks for the configuration of one level, as a list separated by colons.
static inline int rapport_git_search_path(git_config_level_t level, git_buf *path) {
  return git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, (int)level, path);
}

static const unsigned int RAPPORT_INIT_OPTIONS_VERSION = GIT_REPOSITORY_INIT_OPTIONS_VERSION;
static const uint16_t RAPPORT_INDEX_STAGE_MASK = GIT_INDEX_ENTRY_STAGEMASK;
static const uint16_t RAPPORT_INDEX_STAGE_SHIFT = GIT_INDEX_ENTRY_STAGESHIFT;
