#pragma once

// mimalloc takes the place of glibc's malloc, in which two threads that hand each other records wait for each other.

#include <mimalloc.h>
#include <stdbool.h>

/// Lets the allocator keep what is freed for what comes next.
///
/// What is given back has to be cleared by the system when it is touched again, which took a twentieth of the processor time of a
/// long log; a command ends soon, and all its memory with it.
static inline void rapport_keep_freed_memory(void) {
  mi_option_set_enabled(mi_option_allow_decommit, false);
}
