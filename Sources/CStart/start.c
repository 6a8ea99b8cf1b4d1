#ifdef __linux__
#define _GNU_SOURCE
#include <dlfcn.h>
#endif

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

#ifdef __linux__
typedef int (*inflate_function)(z_streamp, int);
static _Atomic(inflate_function) systems_inflate;

int inflate(z_streamp stream, int flush) {
  inflate_function system = atomic_load(&systems_inflate);
  if (system == NULL) {
    system = (inflate_function)dlsym(RTLD_NEXT, "inflate");
    if (system == NULL) return Z_STREAM_ERROR;
    atomic_store(&systems_inflate, system);
  }
  const int is_at_end = stream != NULL && stream->avail_in == 0 && stream->avail_out > 0;
  const uInt room = is_at_end ? stream->avail_out : 0;
  const int code = system(stream, flush);
  if (code != Z_BUF_ERROR || !is_at_end || stream->avail_out != room) return code;
  stream->msg = "the data ends too early";
  return Z_DATA_ERROR;
}
#endif
