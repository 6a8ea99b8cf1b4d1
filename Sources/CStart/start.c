#include "start.h"

#include <stdatomic.h>

int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
  (void)chain;
  (void)path;
  return -0x2900; // MBEDTLS_ERR_X509_FILE_IO_ERROR
}

static atomic_int verifying;

void rapport_note_verifying(void) { atomic_store(&verifying, 1); }

int rapport_is_verifying(void) { return atomic_load(&verifying); }
