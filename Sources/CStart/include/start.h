#pragma once

#include <zlib.h>

/// Stands in for the function of mbedTLS by which libgit2 reads all CA certificates of the machine when it starts.
///
/// A libgit2 that was built with mbedTLS, as Debian's, spends five sixths of its start on this (52 of 62 million
/// instructions, 10 ms and more), and rapport never lets libgit2 use the network: that is left to the user's git. As the
/// program's own symbol comes before a library's, libgit2 calls this one, and goes on without certificates. Should it
/// ever open a connection it would trust no server and fail. Other builds of libgit2 never call it.
int mbedtls_x509_crt_parse_file(void *chain, const char *path);

#ifdef __linux__
/// Stands in for zlib's function, and calls it.
///
/// Where an object ends in the middle, as after a power cut, libgit2 asks zlib for more without giving it more, and until it was mended in
/// August 2026 does so for ever ([#7342](https://github.com/libgit2/libgit2/issues/7342)). This one tells such a call that the data is damaged.
int inflate(z_streamp stream, int flush);
#endif

/// Notes that from now on this process compares every object that it reads with its id; libgit2 doesn't tell whether it does.
void rapport_note_verifying(void);

/// Tells whether that has been noted.
int rapport_is_verifying(void);
