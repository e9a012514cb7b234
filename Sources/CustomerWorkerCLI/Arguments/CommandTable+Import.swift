/// The rows of `import` and `job`.
extension CommandTable {
  static func importRows(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .importRows,
      summary: "send the rows of files as commands, and account for every one",
      discussion: [
        "A row is a line of NDJSON, an element of a JSON array, or a record of CSV or TSV with a header; a file may be compressed by gzip or zstd. Columns become the fields of their names; case, blanks, _ and - do not count. physicalAddress.city is a member of an object, and cells of contractTerms:json hold JSON.",
        "A file is a job. A row is sent once, whatever crashes: --resume goes on behind the last row that is committed, and result files beside the file account for every row.",
        "--dry-run decides the rows by the settings given here, which must be those of the workers, and needs no Kafka.",
        "Exits 0 when every row is accepted, 65 when one is rejected or unreadable, 66 when nothing was sent: a file, its header or the options for its columns are at fault, or it was imported before; 75 when it was interrupted or rows have no result.",
      ],
      operands: [
        OperandEntry(
          placeholder: "FILE", syntax: .file("FILE"), summary: "rows; - is standard input", takesRest: true)
      ],
      options: [
        .dryRun, .json, .job, .resume, .again, .noWait, .ahead, .maxRejected, .timeoutSeconds, .resultFolder, .format,
        .encoding, .delimiter, .map, .ignore, .keyColumn, .dates, .timeZone, .decimal, .mapValue, .mapping,
        .writeMapping, .workspace, .config,
      ] + settings.importing,
      examples: [
        .init(purpose: "What the workers would say of a file", line: "customer-worker import --dry-run customers.csv"),
        .init(
          purpose: "With a column under another name, and one left out",
          line: #"customer-worker import --dry-run --map Firm=legalName --ignore Notes c.csv"#),
        .init(
          purpose: "With dates as a spreadsheet in Germany writes them",
          line: "customer-worker import --dates dd.MM.yyyy --time-zone Europe/Berlin c.csv"),
        .init(
          purpose: "Sent as a job, with the result files in a folder",
          line: "customer-worker import --job spring-2026 --output results customers.csv"),
      ])
  }

  static func job(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .job,
      summary: "list the jobs of import, or show what became of one",
      discussion: [
        "The account comes from the topics alone, on any computer.",
        "Exits 0 when every row is accepted, 65 when one is rejected or unreadable, 66 when there is no such job, 75 when rows are not sent or have no result.",
      ],
      operands: [
        OperandEntry(
          placeholder: "JOB", syntax: .text("JOB"), summary: "the job's name; without it, the list", isRequired: false)
      ],
      options: [.wait, .json, .cancel, .forget, .config] + settings.importing,
      examples: [
        .init(purpose: "All jobs", line: "customer-worker job"),
        .init(purpose: "In a pipeline, until the job is over", line: "customer-worker job spring-2026 --wait --json"),
      ])
  }
}
