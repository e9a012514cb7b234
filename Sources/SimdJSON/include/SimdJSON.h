#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How many bytes after a text must be readable; what they hold does not matter.
#define SIMDJSON_TEXT_PADDING 64

/// simdjson's first stage with the memory for its answer. For one thread at a time.
typedef struct simdjson_tokenizer simdjson_tokenizer;

typedef enum simdjson_outcome {
  /// The tokens are found, the text is UTF-8, its strings end and hold no bare control character.
  SIMDJSON_TOKENS,
  SIMDJSON_NOT_UTF8,
  /// A string does not end, holds a control character, or the text has no token.
  SIMDJSON_NOT_JSON,
  SIMDJSON_NO_MEMORY
} simdjson_outcome;

/// Null when there is no memory.
simdjson_tokenizer *_Nullable simdjson_tokenizer_new(void);
void simdjson_tokenizer_free(simdjson_tokenizer *_Nullable tokenizer);

/// Gives back the memory for large texts; the tokens of the last one end.
void simdjson_tokenizer_release(simdjson_tokenizer *_Nonnull tokenizer);

/// Finds the first byte of each token: of the brackets, colons and commas outside strings, of strings, and of all other
/// runs of characters that are not white space. Nothing is known of what follows a first byte, nor of the order of
/// the tokens. One more entry follows the last token: the text's length.
///
/// @param bytes followed by SIMDJSON_TEXT_PADDING readable bytes.
/// @param tokens belongs to the tokenizer, until its next call.
simdjson_outcome simdjson_tokenizer_find(
  simdjson_tokenizer *_Nonnull tokenizer, const uint8_t *_Nonnull bytes, size_t count,
  const uint32_t *_Nullable *_Nonnull tokens, size_t *_Nonnull token_count);

/// Copies bytes that do not overlap, and tells whether one of them is `byte`.
int simdjson_copy_and_find(
  const uint8_t *_Nonnull source, uint8_t *_Nonnull target, size_t count, uint8_t byte);

/// The last of the bytes that is `byte`; null when none is.
const uint8_t *_Nullable simdjson_find_last(const uint8_t *_Nonnull bytes, size_t count, uint8_t byte);

/// Whether the bytes are UTF-8 (RFC 3629).
int simdjson_is_utf8(const uint8_t *_Nonnull bytes, size_t count);

/// The version that the program was built with: `3.0.1`.
const char *_Nonnull simdjson_version(void);

#ifdef __cplusplus
}
#endif
