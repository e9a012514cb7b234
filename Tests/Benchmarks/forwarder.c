/* A raw exactly-once forwarder on librdkafka: what moving the records costs, without looking at them.
 *
 * One thread a lane, each with its own consumer and transactional producer: a record is consumed, copied to one topic
 * and its offset committed in the same transaction. No fault is survived: any error ends the process with 1.
 *
 *   cc -O2 forwarder.c -o forwarder -lrdkafka -lpthread
 *   forwarder --bootstrap 127.0.0.1:9092 --group g --from t --to u --count 500000 [--lanes 2] [--headers 0|6]
 *             [--prefetch-mb 64] [--reminds 0|1] [--linger-ms 5] [--no-mallopt]
 *
 * Prints one line of JSON when `count` records are forwarded and committed.
 */
#include <librdkafka/rdkafka.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* The bounds of the worker's transactions, as its settings have them by default. */
enum { RECORDS_PER_TRANSACTION = 10000, INTERVAL_MS = 100, LINGER_MS = 5, PARTITIONS_MAX = 1024, CALL_MS = 10000 };

static const char *bootstrap, *group, *from, *to;
static long count;
static int lanes = 2, header_count, prefetch_mb = 64, reminds, linger_ms = 5, tune_malloc = 1;
static atomic_long forwarded;
static _Atomic double first_at, last_at;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *call, const char *reason) {
  fprintf(stderr, "forwarder: %s: %s\n", call, reason);
  exit(1);
}

static void require(const char *call, rd_kafka_error_t *error) {
  if (error) fail(call, rd_kafka_error_string(error));
}

static void set(rd_kafka_conf_t *conf, const char *name, const char *value) {
  char text[512];
  if (rd_kafka_conf_set(conf, name, value, text, sizeof text) != RD_KAFKA_CONF_OK) fail(name, text);
}

/* Without a delivery-report callback each commit waits for 10 ms polls. */
static void delivered(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque) {
  (void)rk, (void)opaque;
  if (message->err) fail("delivery", rd_kafka_err2str(message->err));
}

static rd_kafka_t *client(rd_kafka_type_t type, rd_kafka_conf_t *conf) {
  char text[512];
  set(conf, "bootstrap.servers", bootstrap);
  set(conf, "socket.nagle.disable", "true");
  rd_kafka_t *rk = rd_kafka_new(type, conf, text, sizeof text);
  if (!rk) fail("rd_kafka_new", text);
  return rk;
}

static rd_kafka_t *make_producer(int lane) {
  char id[256];
  snprintf(id, sizeof id, "%s-%d", group, lane);
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  set(conf, "transactional.id", id);
  char linger[32];
  snprintf(linger, sizeof linger, "%d", linger_ms);
  set(conf, "linger.ms", linger);
  set(conf, "batch.size", "1000000");
  set(conf, "queue.buffering.max.messages", "200000");
  set(conf, "retry.backoff.ms", "5");
  rd_kafka_conf_set_dr_msg_cb(conf, delivered);
  rd_kafka_t *producer = client(RD_KAFKA_PRODUCER, conf);
  require("init_transactions", rd_kafka_init_transactions(producer, 30000));
  return producer;
}

static rd_kafka_t *make_consumer(void) {
  char kilobytes[32];
  snprintf(kilobytes, sizeof kilobytes, "%d", prefetch_mb * 1024 / lanes);
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  set(conf, "group.id", group);
  set(conf, "enable.auto.commit", "false");
  set(conf, "enable.auto.offset.store", "false");
  set(conf, "isolation.level", "read_committed");
  set(conf, "auto.offset.reset", "earliest");
  set(conf, "partition.assignment.strategy", "range,roundrobin");
  set(conf, "session.timeout.ms", "10000");
  set(conf, "fetch.wait.max.ms", "100");
  set(conf, "queued.max.messages.kbytes", kilobytes);
  set(conf, "queued.min.messages", "1000000");
  if (rd_kafka_version() >= 0x02020000) set(conf, "fetch.queue.backoff.ms", "10");
  rd_kafka_conf_set_events(conf, RD_KAFKA_EVENT_FETCH | RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_ERROR);
  rd_kafka_t *consumer = client(RD_KAFKA_CONSUMER, conf);
  rd_kafka_poll_set_consumer(consumer);
  rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(topics, from, RD_KAFKA_PARTITION_UA);
  rd_kafka_resp_err_t error = rd_kafka_subscribe(consumer, topics);
  if (error) fail("subscribe", rd_kafka_err2str(error));
  rd_kafka_topic_partition_list_destroy(topics);
  return consumer;
}

/* The six headers of a plain result, constant. */
static rd_kafka_headers_t *make_headers(void) {
  static const char *const pairs[][2] = {
      {"ce_specversion", "1.0"},
      {"ce_id", "9d6a2b4e-52a5-5f0c-8d3e-2b1f6c7a8e90"},
      {"ce_type", "customer.create.accepted"},
      {"ce_source", "/customer-worker"},
      {"ce_time", "2026-01-15T09:00:00.000Z"},
      {"content-type", "application/json"}};
  if (header_count == 0) return NULL;
  rd_kafka_headers_t *headers = rd_kafka_headers_new((size_t)header_count);
  for (int i = 0; i < header_count; i++) rd_kafka_header_add(headers, pairs[i][0], -1, pairs[i][1], -1);
  return headers;
}

typedef struct {
  rd_kafka_t *consumer, *producer;
  rd_kafka_queue_t *queue;
  rd_kafka_topic_t *topic;
  int64_t next[PARTITIONS_MAX]; /* after the last record of the open transaction; -1: none of it */
  long records;                 /* of the open transaction */
  double began;
  long unread; /* bytes until the library is reminded that its queue has room */
} lane_t;

static void commit(lane_t *lane) {
  rd_kafka_topic_partition_list_t *offsets = rd_kafka_topic_partition_list_new(4);
  for (int i = 0; i < PARTITIONS_MAX; i++) {
    if (lane->next[i] < 0) continue;
    rd_kafka_topic_partition_list_add(offsets, from, i)->offset = lane->next[i];
    lane->next[i] = -1;
  }
  rd_kafka_consumer_group_metadata_t *member = rd_kafka_consumer_group_metadata(lane->consumer);
  rd_kafka_error_t *error = rd_kafka_send_offsets_to_transaction(lane->producer, offsets, member, CALL_MS);
  if (!error) error = rd_kafka_commit_transaction(lane->producer, CALL_MS);
  rd_kafka_consumer_group_metadata_destroy(member);
  if (error && rd_kafka_error_txn_requires_abort(error)) {
    /* A lane that joins takes partitions away while the first records are on their way: back to what is committed. */
    fprintf(stderr, "forwarder: aborted: %s\n", rd_kafka_error_string(error));
    rd_kafka_error_destroy(error);
    require("abort_transaction", rd_kafka_abort_transaction(lane->producer, CALL_MS));
    rd_kafka_resp_err_t code = rd_kafka_committed(lane->consumer, offsets, CALL_MS);
    if (code) fail("committed", rd_kafka_err2str(code));
    for (int i = 0; i < offsets->cnt; i++)
      if (offsets->elems[i].offset < 0) offsets->elems[i].offset = 0;
    /* A partition that is no longer this lane's is refused; its new owner starts at the committed offset itself. */
    error = rd_kafka_seek_partitions(lane->consumer, offsets, -1);
    if (error) rd_kafka_error_destroy(error);
  } else {
    require("commit", error);
    atomic_fetch_add(&forwarded, lane->records);
    last_at = now();
  }
  rd_kafka_topic_partition_list_destroy(offsets);
  lane->records = 0;
}

static void rebalance(lane_t *lane, rd_kafka_event_t *event) {
  rd_kafka_topic_partition_list_t *partitions = rd_kafka_event_topic_partition_list(event);
  if (lane->records) commit(lane);
  if (rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
    rd_kafka_assign(lane->consumer, partitions);
  else
    rd_kafka_assign(lane->consumer, NULL);
}

static void forward(lane_t *lane, const rd_kafka_message_t *message, const rd_kafka_headers_t *template) {
  if (message->err) fail("consume", rd_kafka_message_errstr(message));
  if (message->partition >= PARTITIONS_MAX) fail("consume", "more partitions than the forwarder knows");
  if (lane->records == 0) {
    require("begin_transaction", rd_kafka_begin_transaction(lane->producer));
    lane->began = now();
    double none = 0;
    atomic_compare_exchange_strong(&first_at, &none, lane->began);
  }
  rd_kafka_headers_t *headers = template ? rd_kafka_headers_copy(template) : NULL;
  rd_kafka_vu_t arguments[] = {
      {.vtype = RD_KAFKA_VTYPE_RKT, .u.rkt = lane->topic},
      {.vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = message->partition},
      {.vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u.i = RD_KAFKA_MSG_F_COPY},
      {.vtype = RD_KAFKA_VTYPE_VALUE, .u.mem = {message->payload, message->len}},
      {.vtype = RD_KAFKA_VTYPE_KEY, .u.mem = {message->key, message->key_len}},
      {.vtype = RD_KAFKA_VTYPE_HEADERS, .u.headers = headers}};
  require("produce", rd_kafka_produceva(lane->producer, arguments, headers ? 6 : 5));
  lane->next[message->partition] = message->offset + 1;
  lane->records++;
  if (lane->records % 64 == 0) rd_kafka_poll(lane->producer, 0);
}

/* What the worker's FetchReminder does. */
static void remind(lane_t *lane, const rd_kafka_message_t *message) {
  lane->unread -= (long)(message->len + message->key_len);
  if (lane->unread > 0) return;
  lane->unread = (long)prefetch_mb * (1 << 20) / lanes / 4;
  require("sasl_set_credentials", rd_kafka_sasl_set_credentials(lane->consumer, "", ""));
}

static void *run(void *number) {
  lane_t lane = {.producer = make_producer((int)(intptr_t)number), .consumer = make_consumer()};
  lane.topic = rd_kafka_topic_new(lane.producer, to, NULL);
  const struct rd_kafka_metadata *metadata;
  /* The first record to a topic that is not known yet waits up to 1 s on librdkafka before 2.10. */
  if (rd_kafka_metadata(lane.producer, 0, lane.topic, &metadata, CALL_MS) == 0) rd_kafka_metadata_destroy(metadata);
  lane.queue = rd_kafka_queue_get_consumer(lane.consumer);
  rd_kafka_headers_t *template = make_headers();
  memset(lane.next, 0xff, sizeof lane.next);
  while (atomic_load(&forwarded) < count) {
    rd_kafka_event_t *event = rd_kafka_queue_poll(lane.queue, lane.records ? LINGER_MS : 50);
    const rd_kafka_message_t *message;
    switch (rd_kafka_event_type(event)) {
    case RD_KAFKA_EVENT_FETCH:
      while ((message = rd_kafka_event_message_next(event))) {
        if (reminds) remind(&lane, message);
        forward(&lane, message, template);
      }
      break;
    case RD_KAFKA_EVENT_REBALANCE: rebalance(&lane, event); break;
    case RD_KAFKA_EVENT_ERROR: fprintf(stderr, "forwarder: %s\n", rd_kafka_event_error_string(event)); break;
    default: break;
    }
    int is_idle = event == NULL;
    if (event) rd_kafka_event_destroy(event);
    if (lane.records && (is_idle || lane.records >= RECORDS_PER_TRANSACTION || now() - lane.began >= INTERVAL_MS / 1e3))
      commit(&lane);
  }
  return NULL;
}

static void parse(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
    if (!strcmp(name, "--no-mallopt")) { tune_malloc = 0; continue; }
    if (!strcmp(name, "--bootstrap")) bootstrap = value;
    else if (!strcmp(name, "--group")) group = value;
    else if (!strcmp(name, "--from")) from = value;
    else if (!strcmp(name, "--to")) to = value;
    else if (!strcmp(name, "--count")) count = atol(value);
    else if (!strcmp(name, "--lanes")) lanes = atoi(value);
    else if (!strcmp(name, "--headers")) header_count = atoi(value);
    else if (!strcmp(name, "--prefetch-mb")) prefetch_mb = atoi(value);
    else if (!strcmp(name, "--reminds")) reminds = atoi(value);
    else if (!strcmp(name, "--linger-ms")) linger_ms = atoi(value);
    else fail(name, "unknown option");
    i++;
  }
  if (!bootstrap || !group || !from || !to || count <= 0 || lanes < 1 || lanes > 64 || prefetch_mb < 1)
    fail("usage", "--bootstrap, --group, --from, --to, --count are needed");
  if (header_count != 0 && header_count != 6) fail("--headers", "0 or 6");
}

/* Not getrusage's: that begins with the size of whoever started this program. */
static long max_resident_kilobytes(void) {
  char line[256];
  long kilobytes = 0;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status))
    if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1) break;
  if (status) fclose(status);
  return kilobytes;
}

int main(int argc, char **argv) {
  parse(argc, argv);
  if (tune_malloc) {
    /* A quarter of the CPU goes into zeroing pages that glibc gives back and takes again. */
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 64 << 20);
  }
  pthread_t threads[64];
  for (intptr_t i = 0; i < lanes; i++)
    if (pthread_create(&threads[i], NULL, run, (void *)i)) fail("pthread_create", "no thread");
  for (int i = 0; i < lanes; i++) pthread_join(threads[i], NULL);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"records\":%ld,\"seconds\":%.3f,\"userSeconds\":%.3f,\"systemSeconds\":%.3f,\"maxResidentKilobytes\":%ld,"
         "\"librdkafka\":\"%s\"}\n",
         atomic_load(&forwarded), last_at - first_at, usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / 1e6,
         usage.ru_stime.tv_sec + usage.ru_stime.tv_usec / 1e6, max_resident_kilobytes(), rd_kafka_version_str());
  fflush(stdout);
  /* Everything is committed: the group and the clients end with the process. */
  _exit(0);
}
