#include "BareWalk.h"

#include <simdjson.h>
#include <utility>

int64_t bare_walk(const uint8_t *bytes, size_t count) {
  static simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  if (parser.iterate(bytes, count, count + simdjson::SIMDJSON_PADDING).get(document)) return -1;
  simdjson::ondemand::object object;
  if (document.get_object().get(object)) return -1;
  int64_t members = 0;
  uintptr_t seen = 0;
  for (auto member : object) {
    simdjson::ondemand::field field;
    if (std::move(member).get(field)) return -1;
    seen += reinterpret_cast<uintptr_t>(field.key().raw());
    std::string_view raw = field.value().raw_json_token();
    seen += raw.size();
    members++;
  }
  return seen ? members : -1;
}
