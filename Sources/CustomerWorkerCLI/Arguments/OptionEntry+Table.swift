import BulkOnboarding

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
    name: "input", syntax: .file("FILE"),
    summary: "send the lines of this file instead of sample commands, or import it if it is CSV or TSV")
  static let keep = OptionEntry(
    name: "keep", summary: "go on serving, and show the addresses for kcat and of the status page")

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

  static let dryRun = OptionEntry(name: "dry-run", summary: "decide the rows here, and send nothing")
  static let json = OptionEntry(name: "json", summary: "write the account as JSON, and nothing else to standard output")
  static let format = OptionEntry(
    name: "format", syntax: .choice("FORMAT", RowFormat.allCases.map(\.rawValue)),
    summary: "ndjson, json (one array), csv or tsv (default: by the file's name, else by its beginning)")
  static let encoding = OptionEntry(
    name: "encoding", syntax: .choice("NAME", TextEncoding.allCases.map(\.rawValue)),
    summary: "a file's encoding, as windows-1252 or shift_jis, where no byte-order mark says it (default utf-8)")
  static let delimiter = OptionEntry(
    name: "delimiter", syntax: .delimiter,
    summary: "the character between cells, or tab (default: by the header)")
  static let map = OptionEntry(
    name: "map", syntax: .pair, repeats: true,
    summary: "the column NAME becomes the field VALUE, as FIELD, FIELD.MEMBER or FIELD:json; repeatable")
  static let ignore = OptionEntry(
    name: "ignore", syntax: .text("COLUMN"), repeats: true, summary: "leave out a column; repeatable")
  static let keyColumn = OptionEntry(
    name: "key-column", syntax: .text("COLUMN"),
    summary: "the column, or the member of JSON, that names a row's customer (default: the row's content)")
  static let dates = OptionEntry(
    name: "dates", syntax: .text("PATTERN"),
    summary: "cells of date-times are dates of this form, as dd/MM/yyyy or yyyy-MM-dd HH:mm:ss; needs --time-zone")
  static let timeZone = OptionEntry(
    name: "time-zone", syntax: .text("NAME"), summary: "the time zone of --dates, as Europe/Berlin or UTC")
  static let decimal = OptionEntry(
    name: "decimal", syntax: .choice("MARK", DecimalMark.allCases.map(\.rawValue)),
    summary: "point (default) or comma: what stands before the fraction of a number")
  static let mapValue = OptionEntry(
    name: "map-value", syntax: .text("COLUMN:TEXT=VALUE"), repeats: true,
    summary: "cells that are TEXT, in a column or of a field, count as VALUE; without VALUE as empty; repeatable")
  static let mapping = OptionEntry(
    name: "mapping", syntax: .file("FILE"),
    summary: "take what the options for columns and cells say from a mapping file")
  static let writeMapping = OptionEntry(
    name: "write-mapping", syntax: .file("FILE"), summary: "write the mapping file of this file's columns")
  static let workspace = OptionEntry(
    name: "workspace", syntax: .text("ID"), summary: "the rows' workspace, where auth.mode is header")

  static let job = OptionEntry(
    name: "job", syntax: .text("JOB"),
    summary: "the job's name; a job of that name that is not over is resumed (default: made up)")
  static let resume = OptionEntry(
    name: "resume", syntax: .text("JOB"), summary: "go on with a job, on any computer that has its file")
  static let again = OptionEntry(name: "again", summary: "import a file that was imported before")
  static let noWait = OptionEntry(name: "no-wait", summary: "end when all is sent, without results")
  static let ahead = OptionEntry(
    name: "ahead", syntax: .integer("N", 1...1_000_000_000),
    summary:
      "the most rows that are sent and have no result (default 100000); other commands of the topic wait behind them")
  static let maxRejected = OptionEntry(
    name: "max-rejected", syntax: .share,
    summary: "send nothing if more of the first 10,000 rows would be rejected (default 50%)")
  static let timeoutSeconds = OptionEntry(
    name: "timeout-seconds", syntax: .integer("N", 1...1_000_000),
    summary: "end with 75 when nothing has moved for so long (default: 600, none on a terminal)")
  static let resultFolder = OptionEntry(
    name: "output", syntax: .file("DIR"), summary: "where the result files go (default: beside the file)")
  static let wait = OptionEntry(name: "wait", summary: "wait until the job is over")
  static let cancel = OptionEntry(
    name: "cancel", summary: "end the job for whoever sends it; what is sent is decided all the same")
  static let forget = OptionEntry(name: "forget", summary: "delete what the jobs topic has of a job that is over")

  static let partitions = OptionEntry(
    name: "partitions", syntax: .integer("N", 1...100_000), summary: "partitions of each topic (default: the brokers')")
  static let replication = OptionEntry(
    name: "replication", syntax: .integer("N", 1...100), summary: "copies of each partition (default: the brokers')")
  static let topicProperty = OptionEntry(
    name: "topic-property", syntax: .pair, repeats: true,
    summary: "a property of each topic, as min.insync.replicas=2; repeatable")
}
