#pragma once

// mimalloc takes the place of glibc's malloc, in which two threads that hand each other records wait for each other.

#include <mimalloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>

// How much memory is handed out in huge pages: two of the pieces, aligned to their size, that mimalloc divides (bytes).
#define RAPPORT_PIECE ((size_t)32 << 20)
#define RAPPORT_HUGE_MEMORY (2 * RAPPORT_PIECE)

/// Lets the allocator begin with memory that the system hands out in pages of 2 MB where it can.
///
/// A history of 5,000 commits touches 10,000 pages of 4 KB, which takes an eighth of the processor time. Only what is touched is
/// handed out. Where the system has no such pages, all is as it was.
static inline void rapport_use_huge_pages(void) {
  char *start = mmap(NULL, RAPPORT_HUGE_MEMORY + RAPPORT_PIECE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (start == MAP_FAILED) return;
  char *pieces = (char *)(((uintptr_t)start + RAPPORT_PIECE - 1) / RAPPORT_PIECE * RAPPORT_PIECE);
  if (madvise(pieces, RAPPORT_HUGE_MEMORY, MADV_HUGEPAGE) == 0)
    mi_manage_os_memory(pieces, RAPPORT_HUGE_MEMORY, /* is_committed */ true, /* is_large */ false, /* is_zero */ true, -1);
  else
    munmap(start, RAPPORT_HUGE_MEMORY + RAPPORT_PIECE);
}
