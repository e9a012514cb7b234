/// The options that are not settings.
extension OptionEntry {
  static let config = OptionEntry(
    name: "config", syntax: .file("FILE"),
    summary: "settings file (default: the variable CUSTOMER_WORKER_CONFIG, else none)")

  static let connect = OptionEntry(
    name: "connect", summary: "ask the brokers, without joining, producing or committing")

  static let demoCount = OptionEntry(
    name: "count", syntax: .integer("N", 1...Int.max), summary: "how many sample commands to send (default 1000)")
  static let demoInput = OptionEntry(
    name: "input", syntax: .file("FILE"), summary: "send the lines of this file instead of sample commands")
  static let keep = OptionEntry(name: "keep", summary: "go on serving, and show the address for kcat")

  static let output = OptionEntry(
    name: "output", syntax: .choice("FORMAT", ["ndjson", "summary"]),
    summary: "ndjson (default): one JSON object for each line; summary: the account by code and field")
  static let header = OptionEntry(
    name: "header", syntax: .pair, repeats: true, summary: "a record header that every line has; repeatable")

  static let sampleCount = OptionEntry(
    name: "count", syntax: .integer("N", 0...Int.max), summary: "how many commands (default 1000)")
  static let seed = OptionEntry(name: "seed", syntax: .seed, summary: "where the random numbers start (default 1)")
  static let bad = OptionEntry(
    name: "bad", syntax: .share, summary: "share of bad commands, as 0.25 or 25% (default 10%)")
  static let keys = OptionEntry(name: "keys", summary: "write KEY, a tab and the command on each line, for kcat -K")

  static let partitions = OptionEntry(
    name: "partitions", syntax: .integer("N", 1...100_000), summary: "partitions of each topic (default: the brokers')")
  static let replication = OptionEntry(
    name: "replication", syntax: .integer("N", 1...100), summary: "copies of each partition (default: the brokers')")
  static let topicProperty = OptionEntry(
    name: "topic-property", syntax: .pair, repeats: true,
    summary: "a property of each topic, as min.insync.replicas=2; repeatable")
}
