#pragma once

// What Swift cannot import from zlib: a macro that names the header's version and size.

#include <zlib.h>

/// Makes a stream ready to inflate. Returns Z_OK or another code of zlib.
static inline int rapport_inflate_start(z_stream *stream) { return inflateInit(stream); }
