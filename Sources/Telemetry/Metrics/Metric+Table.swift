/// The table of metrics: every family that `/metrics` exposes, in that order.
extension Metric {
  public static let all: [Metric] =
    [buildInfo, info, ready] + results + transactions + partitions + group + latencies + producers + process

  // MARK: What runs

  public static let buildInfo = Metric(
    "customer_worker_build_info", .gauge,
    labels: [
      MetricLabel("version", "the worker's version"), MetricLabel("librdkafka", "the version of the library"),
    ], "Always 1: what runs.")
  public static let info = Metric(
    "customer_worker_info", .gauge,
    labels: [MetricLabel("group", "kafka.groupId"), MetricLabel("topic", "topics.commands")],
    "Always 1: what it works on.")
  public static let ready = Metric(
    "customer_worker_ready", .gauge, "1 while /readyz answers 200, else 0; /readyz says why.")

  // MARK: Results

  private static let results = [accepted, rejected, errors, lostCommands, unreadableBatches]

  private static let code = MetricLabel("code", "every error code of the contract")

  public static let accepted = Metric(
    "customer_worker_accepted_total", .counter, "Accepted results in committed transactions.")
  public static let rejected = Metric(
    "customer_worker_rejected_total", .counter, labels: [code],
    "Rejected results in committed transactions, by their first error: the sum over all codes is their number.")
  public static let errors = Metric(
    "customer_worker_errors_total", .counter, labels: [code],
    "Rejected results in committed transactions that have an error of the code, wherever in their list.")
  public static let lostCommands = Metric(
    "customer_worker_lost_commands_total", .counter,
    "Offsets that were deleted from the command topic before they were read.")
  public static let unreadableBatches = Metric(
    "customer_worker_unreadable_batches_total", .counter,
    labels: [MetricLabel("reason", oneOf: ["compression", "checksum"])],
    "Batches of commands that the group's consumer could not decompress, or whose checksum was wrong.")

  // MARK: Transactions

  private static let transactions = [transactionOutcomes, undoneStreak]

  public static let transactionOutcomes = Metric(
    "customer_worker_transactions_total", .counter,
    labels: [MetricLabel("outcome", oneOf: ["committed", "aborted", "unknown"])],
    "Transactions by what became of them; unknown: the commit was not answered, and another member had the partitions before the committed offsets could be read back, so that the counters of results leave it out."
  )
  public static let undoneStreak = Metric(
    "customer_worker_undone_streak", .gauge,
    "Transactions in a row that were not committed, of the lane with the most; 0 after a commit.")

  // MARK: By partition

  private static let partitions = [waitingRecords, waitingSeconds, unstableSeconds, lastCommit]

  private static let partition = MetricLabel("partition", "a partition of the command topic that the worker has")

  public static let waitingRecords = Metric(
    "customer_worker_waiting_records", .gauge, labels: [partition],
    "Committed commands of the partition that have no result yet; no sample while the number is not known.")
  public static let waitingSeconds = Metric(
    "customer_worker_waiting_seconds", .gauge, unit: .seconds, labels: [partition],
    "How long the partition's oldest command without a committed result has waited: the age of the first one of the open transaction, else the time since some were seen to wait; no sample while that is not known."
  )
  public static let unstableSeconds = Metric(
    "customer_worker_unstable_seconds", .gauge, unit: .seconds, labels: [partition],
    "How long the partition's last stable offset has been held back by the same open transaction of some producer; 0 when it is not; no sample while that is not known."
  )
  public static let lastCommit = Metric(
    "customer_worker_last_commit_timestamp_seconds", .gauge, unit: .seconds, labels: [partition],
    "When the worker last committed a transaction with commands of the partition, in seconds since 1970; no sample before the first one after an assignment."
  )

  // MARK: The group and the brokers

  private static let group = [
    lanes, partitionsOwned, commandPartitions, partitionsHeld, rebalances, throttle, certificateExpiry,
  ]

  public static let lanes = Metric("customer_worker_lanes", .gauge, "Lanes of the process.")
  public static let partitionsOwned = Metric(
    "customer_worker_partitions_owned", .gauge,
    "Partitions of the command topic that the group has assigned to the worker.")
  public static let commandPartitions = Metric(
    "customer_worker_command_partitions", .gauge,
    "Partitions that the command topic has; more than all workers own together means that some have no reader.")
  public static let partitionsHeld = Metric(
    "customer_worker_partitions_held", .gauge,
    "Partitions that are not read until somebody changes a setting or the topic, or until a batch with a bad checksum can be read; /readyz names them."
  )
  public static let rebalances = Metric(
    "customer_worker_rebalances_total", .counter, "Assignments that the group gave to the worker's lanes.")
  public static let throttle = Metric(
    "customer_worker_throttle_seconds", .gauge, unit: .seconds,
    "The longest time for which a broker throttled one of the worker's consumers lately (a quota).")
  public static let certificateExpiry = Metric(
    "customer_worker_certificate_expiry_timestamp_seconds", .gauge, unit: .seconds,
    labels: [MetricLabel("certificate", "client, ca: the file that a property of librdkafka names")],
    "When the first certificate of the file expires, in seconds since 1970; read once a minute.")

  // MARK: Latencies

  private static let latencies = [decideSeconds, transactionSeconds, commitSeconds, commandToCommit, clockAhead]

  public static let decideSeconds = Metric(
    "customer_worker_decide_seconds", .histogram, unit: .seconds,
    "Time to decide a command and encode its result: one observation a polled batch, its time by its commands.",
    openTelemetry: "messaging.process.duration",
    bounds: [0.000_001, 0.000_002, 0.000_005, 0.000_01, 0.000_02, 0.000_05, 0.000_1, 0.001, 0.01])
  public static let transactionSeconds = Metric(
    "customer_worker_transaction_seconds", .histogram, unit: .seconds,
    "Time from the first command of a transaction to its commit.",
    bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
  public static let commitSeconds = Metric(
    "customer_worker_commit_seconds", .histogram, unit: .seconds,
    "Time that the calls took that committed a transaction, its offsets included.",
    openTelemetry: "messaging.client.operation.duration",
    bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
  public static let commandToCommit = Metric(
    "customer_worker_command_to_commit_seconds", .histogram, unit: .seconds,
    "Time from a command's timestamp to the commit of its result; 0 for a timestamp that is ahead of the worker's clock, no observation for a command without one.",
    bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600])
  public static let clockAhead = Metric(
    "customer_worker_clock_ahead_total", .counter,
    "Commands whose timestamp was later than the commit of their result: a producer's clock is ahead of the worker's.")

  // MARK: Producers of commands

  private static let producers = [sampledKeys]

  public static let sampledKeys = Metric(
    "customer_worker_sampled_keys_total", .counter,
    labels: [MetricLabel("partitioner", oneOf: ["murmur2", "crc32", "neither"])],
    "Commands with a key, one in 64, by the function that gives their partition: murmur2 (Java), crc32 (librdkafka's default) or neither; keys for which both give the same one are left out. Two functions on one topic put equal keys into different partitions."
  )

  // MARK: The process

  private static let process = [cpuSeconds, residentMemory, virtualMemory, openFiles, filesMaximum, threads, startTime]

  public static let cpuSeconds = Metric(
    "process_cpu_seconds_total", .counter, unit: .seconds, "Total user and system CPU time spent in seconds.",
    openTelemetry: "process.cpu.time")
  public static let residentMemory = Metric(
    "process_resident_memory_bytes", .gauge, unit: .bytes, "Resident memory size in bytes.",
    openTelemetry: "process.memory.usage")
  public static let virtualMemory = Metric(
    "process_virtual_memory_bytes", .gauge, unit: .bytes, "Virtual memory size in bytes.",
    openTelemetry: "process.memory.virtual")
  public static let openFiles = Metric(
    "process_open_fds", .gauge, "Number of open file descriptors.", openTelemetry: "process.unix.file_descriptor.count")
  public static let filesMaximum = Metric(
    "process_max_fds", .gauge, "Maximum number of open file descriptors.")
  public static let threads = Metric(
    "process_threads", .gauge, "Number of OS threads in the process.", openTelemetry: "process.thread.count")
  public static let startTime = Metric(
    "process_start_time_seconds", .gauge, unit: .seconds, "Start time of the process since unix epoch in seconds.")
}
