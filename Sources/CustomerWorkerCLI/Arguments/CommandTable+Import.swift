/// The row of `import`.
extension CommandTable {
  static func importRows(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .importRows,
      summary: "send the rows of files as commands, and account for every one",
      discussion: [
        "A row is a line of NDJSON, or a record of CSV or TSV with a header; a file may be compressed by gzip. Columns become the fields of their names; case, blanks, _ and - do not count. physicalAddress.city is a member of an object, and cells of contractTerms:json hold JSON.",
        "--dry-run decides the rows by the settings given here, which must be those of the workers, and needs no Kafka.",
        "Exits 0 when every row is accepted, 65 when one is rejected or unreadable, 66 when a file, its header or the options for its columns are at fault.",
      ],
      operands: [
        OperandEntry(
          placeholder: "FILE", syntax: .file("FILE"), summary: "rows; - is standard input", takesRest: true)
      ],
      options: [.dryRun, .json, .format, .delimiter, .map, .ignore, .keyColumn, .workspace, .config]
        + settings.deciding,
      examples: [
        .init(purpose: "What the workers would say of a file", line: "customer-worker import --dry-run customers.csv"),
        .init(
          purpose: "With a column under another name, and one left out",
          line: #"customer-worker import --dry-run --map Firm=legalName --ignore Notes c.csv"#),
      ])
  }
}
