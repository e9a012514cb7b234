#include "SimdJSON.h"

#include <cstring>
#include <memory>
#include <new>
#include <simdjson.h>
#include <string>

static_assert(SIMDJSON_TEXT_PADDING >= simdjson::SIMDJSON_PADDING, "the padding that callers promise");

struct simdjson_tokenizer {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
};

namespace {

// Small texts do not each grow the memory.
constexpr size_t first_capacity = 64 * 1024;
// The first stage knows no depth.
constexpr size_t any_depth = 1;

simdjson::error_code grow(simdjson_tokenizer &tokenizer, size_t count) {
  size_t capacity = count < first_capacity ? first_capacity : count;
  if (!tokenizer.stage) {
    return simdjson::get_active_implementation()->create_dom_parser_implementation(
      capacity, any_depth, tokenizer.stage);
  }
  return tokenizer.stage->capacity() >= count ? simdjson::SUCCESS : tokenizer.stage->set_capacity(capacity);
}

// As many bytes as the registers of any processor make fast; the compiler chooses the instructions.
typedef uint8_t block __attribute__((vector_size(64)));

// Copies a block, and sets each byte of `found` where it has the other one.
inline void copy_block(const uint8_t *source, uint8_t *target, const block &byte, block &found) {
  block bytes;
  memcpy(&bytes, source, sizeof bytes);
  memcpy(target, &bytes, sizeof bytes);
  found |= reinterpret_cast<block>(bytes == byte);
}

}  // namespace

int simdjson_copy_and_find(const uint8_t *source, uint8_t *target, size_t count, uint8_t byte) {
  if (count < sizeof(block)) {
    memcpy(target, source, count);
    return memchr(source, byte, count) != nullptr;
  }
  block bytes = block{} + byte;
  block found{};
  // The last block ends with the text, so that it has bytes of the one before.
  size_t last = count - sizeof(block);
  for (size_t at = 0; at < last; at += sizeof(block)) copy_block(source + at, target + at, bytes, found);
  copy_block(source + last, target + last, bytes, found);
  uint64_t words[sizeof(block) / sizeof(uint64_t)];
  memcpy(words, &found, sizeof found);
  uint64_t any = 0;
  for (uint64_t word : words) any |= word;
  return any != 0;
}

simdjson_tokenizer *simdjson_tokenizer_new(void) { return new (std::nothrow) simdjson_tokenizer(); }

void simdjson_tokenizer_free(simdjson_tokenizer *tokenizer) { delete tokenizer; }

void simdjson_tokenizer_release(simdjson_tokenizer *tokenizer) { tokenizer->stage.reset(); }

simdjson_outcome simdjson_tokenizer_find(
  simdjson_tokenizer *tokenizer, const uint8_t *bytes, size_t count, const uint32_t **tokens, size_t *token_count) {
  if (grow(*tokenizer, count) != simdjson::SUCCESS) return SIMDJSON_NO_MEMORY;
  auto &stage = *tokenizer->stage;
  switch (stage.stage1(bytes, count, simdjson::stage1_mode::regular)) {
    case simdjson::SUCCESS: break;
    case simdjson::UTF8_ERROR: return SIMDJSON_NOT_UTF8;
    default: return SIMDJSON_NOT_JSON;
  }
  *tokens = stage.structural_indexes.get();
  *token_count = stage.n_structural_indexes;
  return SIMDJSON_TOKENS;
}

const uint8_t *simdjson_find_last(const uint8_t *bytes, size_t count, uint8_t byte) {
  return static_cast<const uint8_t *>(memrchr(bytes, byte, count));
}

int simdjson_is_utf8(const uint8_t *bytes, size_t count) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), count);
}

const char *simdjson_version(void) {
  // Version 3.0 defines SIMDJSON_VERSION as bare tokens, later ones as a text.
  static const std::string text = std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
    std::to_string(simdjson::SIMDJSON_VERSION_MINOR) + "." + std::to_string(simdjson::SIMDJSON_VERSION_REVISION);
  return text.c_str();
}
