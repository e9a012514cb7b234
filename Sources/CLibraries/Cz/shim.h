#pragma once

#include <zlib.h>

// `inflateInit2` is a macro, which Swift cannot call. 16 more than the largest window: the gzip format, and no other.
static inline int inflateInitGzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
