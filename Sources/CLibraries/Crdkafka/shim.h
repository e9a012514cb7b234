#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

/// Asks the processor to fetch the beginning of a message's value, which another core has written, before it is read.
static inline void crdkafka_prefetch(const rd_kafka_message_t *message) {
  const char *bytes = (const char *)message->payload;
  size_t count = message->len < 2048 ? message->len : 2048;
  for (size_t at = 0; at < count; at += 64) __builtin_prefetch(bytes + at);
}
