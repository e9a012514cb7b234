#include "SimdJSON.h"

#include <memory>
#include <new>
#include <simdjson.h>

static_assert(SIMDJSON_TEXT_PADDING >= simdjson::SIMDJSON_PADDING, "the padding that callers promise");

struct simdjson_tokenizer {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
};

namespace {

// Small texts shall not each grow the memory.
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

}  // namespace

simdjson_tokenizer *simdjson_tokenizer_new(void) { return new (std::nothrow) simdjson_tokenizer(); }

void simdjson_tokenizer_free(simdjson_tokenizer *tokenizer) { delete tokenizer; }

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

int simdjson_is_utf8(const uint8_t *bytes, size_t count) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), count);
}

#define TEXT(x) TEXT_(x)
#define TEXT_(x) #x
const char *simdjson_version(void) { return TEXT(SIMDJSON_VERSION); }
