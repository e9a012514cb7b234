#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Walks a JSON object by simdjson's on-demand interface: visits every member of the top level, takes its raw name and
/// skips its value. Nothing is judged. Returns the number of members, -1 where the text is no object.
///
/// @param bytes followed by 64 readable bytes.
int64_t bare_walk(const uint8_t *_Nonnull bytes, size_t count);

#ifdef __cplusplus
}
#endif
