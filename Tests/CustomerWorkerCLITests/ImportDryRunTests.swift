import Foundation
import Platform
import Testing

@testable import BulkOnboarding
@testable import CustomerWorkerCLI

@Suite struct ImportDryRunTests {
  private static let csv = """
    Company Name;Display Name;customerType;website;healthScore
    Acme Ltd;Acme;active;https://acme.example/;7
    ;Blank;active;;
    Bad Type;Bad;gold;acme.example;x
    Extra;Extra;active;;;more

    """

  private func run(_ words: [String], input: String = "", environment: [String: String] = [:]) throws -> ProgramRun {
    try ProgramRun(["import", "--dry-run"] + words, input: input, environment: environment)
  }

  @Test func `The account is by code and column, with the first rows`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("customers.csv", Self.csv)
    let run = try run(["--map", "Company Name=legalName", path])
    #expect(run.code == .badData)
    #expect(run.errors == "")
    #expect(
      run.output == """
        \(path): CSV, delimiter ;, 5 columns
        4 rows = 0 blank + 1 unreadable + 1 accepted + 2 rejected; nothing was sent

        rows  code            column        first rows
           1  required        Company Name  3
           1  invalid_type    healthScore   4
           1  invalid_enum    customerType  4
           1  invalid_format  website       4
           1  extra_cells     (unreadable)  5

        extra_cells: the row has more cells than the header has columns.

        Decided by these settings, which the workers must have too: unknownFields
        reject, nullFields reject, emptyStrings keep, auth.mode open,
        limits.commandBytes 900000, limits.depth 62, limits.members 1000.

        """)
  }

  @Test func `Rows that are all accepted exit with 0`() throws {
    let run = try run(["-"], input: "legalName,displayName,customerType\nA,a,active\n\nB,b,partner\n")
    #expect(run.code == .success)
    #expect(
      run.output.hasPrefix("standard input: CSV, delimiter ,, 3 columns\n3 rows = 1 blank + 0 unreadable + 2 accepted"))
  }

  @Test func `With json the account is all that standard output holds`() throws {
    let run = try run(["--json", "--map=Company Name=legalName", "-"], input: Self.csv)
    #expect(run.lines.count == 1)
    let account = try JSONSerialization.jsonObject(with: run.bytes) as? [String: Any]
    #expect(account?["state"] as? String == "dry_run")
    #expect(account?["rows"] as? Int == 4)
    #expect(account?["rejectedByCode"] as? [String: Int] == ["required": 1, "invalid_enum": 1])
    let errors = account?["errors"] as? [[String: Any]]
    #expect(errors?.first?["columns"] as? [String] == ["Company Name"])
    #expect(errors?.first?["firstRows"] as? [Int] == [3])
    #expect((account?["assumed"] as? [String: String])?["unknownFields"] == "reject")
  }

  @Test func `All errors of a header are told at once, and nothing else is`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("c.csv", "legalNam,email,primaryEmail,Primary E-Mail,notesSummary.x\nA\n")
    let run = try run([path])
    #expect(run.code == .noInput)
    #expect(run.output == "")
    #expect(
      run.errors == """
        customer-worker: \(path): the header has 4 errors, and nothing was read
          the column "legalNam" is no field (did you mean legalName?)
          the column "email" is no field
          the column "notesSummary.x" has a dot, but notesSummary is no object
          2 columns become primaryEmail: "primaryEmail", "Primary E-Mail"
        Use --map COLUMN=FIELD or --ignore COLUMN, or correct the header.

        """)
  }

  @Test func `An error of a header that is longer than a line goes on in the next`() throws {
    let run = try run(["-"], input: "legalName,physicalAddress,physicalAddress.city,physicalAddress.country\n")
    #expect(
      run.errors == """
        customer-worker: standard input: the header has an error, and nothing was read
          physicalAddress has a column, and so have members of it: "physicalAddress",
            "physicalAddress.city", "physicalAddress.country"
        Use --map COLUMN=FIELD or --ignore COLUMN, or correct the header.

        """)
  }

  @Test func `A name of a column cannot command a terminal`() throws {
    let run = try run(["-"], input: "le\u{1B}[2Jgal\n")
    #expect(run.errors.contains(#"le\u{1b}[2Jgal"#))
    #expect(!run.errors.contains("\u{1B}"))
  }

  @Test(arguments: [
    ("PK\u{3}\u{4}", "is a workbook of a spreadsheet\nSave it as \"CSV UTF-8\" and import that file."),
    (
      "l\u{0}e\u{0}\n\u{0}",
      "is utf-16le text without a byte-order mark\nGive --encoding utf-16le, or save it as UTF-8."
    ),
    ("[{\"a\":1},\n", "ends before the closing bracket of the array; elements before that: 1"),
    ("[{\"a\":1},7]", "element 2 is no object\nEach element of the array must be a command."),
    (
      "legalName,displayName,customerType\n\"A\n",
      "row 2, column 1 (legalName): the quote that opens the cell is not closed before the end of the file\nA quote inside quotes is written as two."
    ),
    ("", "has no header\nThe first row must name the columns by the fields that they become."),
  ]) func `A file that cannot be imported says what to do`(text: String, message: String) throws {
    let run = try run(["-"], input: text)
    #expect(run.code == .noInput)
    #expect(run.errors == "customer-worker: standard input \(message)\n")
  }

  /// A file with a letter in the code page 1252, and one that ends with a byte that is no letter there.
  @Test func `A file's encoding is said by an option, and shown`() throws {
    let folder = try TemporaryFolder()
    let header = Array("legalName,displayName,customerType\n".utf8)
    let good = folder.url.appending(path: "good.csv")
    try Data(header + [0xC4] + Array(",a,active\n".utf8)).write(to: good)
    let read = try run(["--encoding", "windows-1252", good.path])
    #expect(read.code == .success)
    #expect(read.output.hasPrefix("\(good.path): CSV in windows-1252, delimiter ,, 3 columns\n1 row ="))
    let unread = try run([good.path])
    #expect(unread.code == .noInput)
    #expect(
      unread.errors == """
        customer-worker: \(good.path) row 2, column 1 (legalName): byte 35 is not UTF-8
        Name the encoding of the file, as --encoding windows-1252, or save it as UTF-8.

        """)
    let bad = folder.url.appending(path: "bad.csv")
    try Data(header + Array("A,".utf8) + [0x81] + Array(",active\n".utf8)).write(to: bad)
    let refused = try run(["--encoding", "windows-1252", bad.path])
    #expect(refused.code == .noInput && refused.output == "")
    #expect(
      refused.errors == """
        customer-worker: \(bad.path) row 2, column 2 (displayName): byte 37 begins no character of windows-1252
        Give --encoding the encoding that the file was saved in, or save it as UTF-8.

        """)
    #expect(try run(["--encoding", "latin1", bad.path]).code == .usage)
  }

  @Test func `Several files have a sum, and one that is refused keeps back no other`() throws {
    let folder = try TemporaryFolder()
    let good = try folder.file("a.ndjson", #"{"legalName":"A","displayName":"a","customerType":"active"}"# + "\n")
    let bad = try folder.file("b.ndjson", "{}\n\n")
    let run = try run([good, folder.url.path + "/none.csv", bad])
    #expect(run.code == .noInput)
    #expect(run.errors == "customer-worker: \(folder.url.path)/none.csv cannot be read: No such file or directory\n")
    #expect(
      run.output.hasSuffix("\n2 files: 3 rows = 1 blank + 0 unreadable + 1 accepted + 1 rejected; nothing was sent\n"))
  }

  @Test func `A workspace is asked for where the workers take it from a header`() throws {
    let missing = try run(["--auth-mode", "header", "-"])
    #expect(missing.code == .usage)
    #expect(missing.errors.contains("--workspace is missing"))
    let row = #"{"legalName":"A","displayName":"a","customerType":"active","workspaceId":"w2"}"#
    let run = try run(["--auth-mode", "header", "--workspace", "w1", "--json", "-"], input: row)
    #expect(run.output.contains(#""rejectedByCode":{"workspace_mismatch":1}"#))
  }

  @Test func `What is suspicious is a table that fits a terminal, with a remedy for each kind`() throws {
    let csv = """
      Company Name;displayName;customerType;physicalAddress.a long name of a member
      Acme;a;active;#N/A
      #REF!;b;active;x
      Cäsar;c;Active;#N/A
      #REF!;b;active;x

      """
    let run = try run(["--map", "Company Name=legalName", "-"], input: csv)
    #expect(
      run.output.contains(
        """

        Suspicious, and sent as it stands:

        rows  what            column          first rows
           2  error_word      Company Name    3, 5
           2  error_word      physicalAddre…  2, 4
           1  other_spelling  customerType    4
           1  duplicate_row   (row)           5

        error_word: a formula has failed at the source. Correct it there, or leave the
          text out with --map-value COLUMN:TEXT=.

        other_spelling: a value is one of its field's but for case, blanks or hyphens.
          Give --map-value COLUMN:TEXT=VALUE.

        duplicate_row: a row is the same as an earlier one, and they become one
          customer. Only --key-column tells them apart.

        Decided by these settings
        """))
    #expect(run.lines.dropFirst().allSatisfy { $0.count <= 80 })
    let json = try self.run(["--json", "--map", "Company Name=legalName", "-"], input: csv)
    let account = try JSONSerialization.jsonObject(with: json.bytes) as? [String: Any]
    let suspicious = try #require(account?["suspicious"] as? [[String: Any]])
    #expect(
      suspicious.map { $0["kind"] as? String } == ["error_word", "error_word", "other_spelling", "duplicate_row"])
    #expect(suspicious.first?["column"] as? String == "Company Name")
    #expect(suspicious.first?["firstRows"] as? [Int] == [3, 5])
    #expect(account?["duplicatesChecked"] as? Bool == true)
  }

  @Test func `A table of everything that may be suspicious fits 80 columns`() {
    var suspicions = Suspicions()
    suspicions.areDuplicatesChecked = false
    suspicions.entries = SuspiciousKind.allCases.map { kind in
      Suspicions.Entry(
        kind: kind, column: String(repeating: "c", count: 300), rows: 10_000_000,
        firstRows: [100_000_000, 100_000_001, 100_000_002])
    }
    let text = SuspicionText(suspicions: suspicions).text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for kind in SuspiciousKind.allCases { #expect(text.contains("\n\(kind.rawValue): ")) }
    #expect(text.contains("Duplicates were not looked for: "))
    #expect(SuspicionText(suspicions: Suspicions()).text == "")
  }

  private static let german = """
    Firma;displayName;Art;Seit;Umsatz
    Acme GmbH;Acme;Kunde;31.12.2024;1.234,56
    Bolt GmbH;Bolt;Partner;31.03.2024;7

    """

  @Test func `Cells are converted as the options say, and as the mapping file says that was written of them`() throws {
    let folder = try TemporaryFolder()
    let mapping = folder.url.path + "/mapping.json"
    let words = [
      "--map", "Firma=legalName", "--map", "Art=customerType", "--map", "Seit=customerSince", "--map",
      "Umsatz=annualRevenue", "--dates", "dd.MM.yyyy", "--time-zone", "Europe/Berlin", "--decimal", "comma",
      "--map-value", "Art:Kunde=active", "--map-value", "customerType:Partner=partner",
    ]
    let first = try run(words + ["--write-mapping", mapping, "-"], input: Self.german)
    #expect(first.code == .success && first.errors == "")
    let second = try run(["--mapping", mapping, "-"], input: Self.german)
    #expect(second.code == .success)
    #expect(second.output == first.output)
    let without = try run(Array(words.prefix(8)) + ["--json", "-"], input: Self.german)
    #expect(without.output.contains(#""rejectedByCode":{"invalid_enum":2}"#))
    let other = try run(["--write-mapping", mapping, "-"], input: "legalName\nA\n")
    #expect(other.code == .noInput)
    #expect(
      other.errors.hasSuffix("\(mapping) is there already, with another mapping; give --write-mapping another name\n"))
  }

  @Test(arguments: [
    (["--dates", "dd.MM.yyyy"], "--dates needs --time-zone"),
    (["--time-zone", "UTC"], "--time-zone is for --dates"),
    (["--dates", "dd.MM", "--time-zone", "UTC"], #"--dates "dd.MM" has no yyyy"#),
    (["--dates", "dd.MM.yyyy", "--time-zone", "Berlin"], #"has no time zone "Berlin""#),
    (["--map-value", "a=b"], "--map-value must be COLUMN:TEXT=VALUE"),
    (["--map-value", "a:=b"], "--map-value must be COLUMN:TEXT=VALUE"),
    (["--mapping", "m.json", "--decimal", "comma"], "--mapping and --decimal both speak of columns"),
    (["--write-mapping", "m.json", "b.csv"], "give --write-mapping with a single FILE"),
  ]) func `Options for cells that say too little or too much are refused`(words: [String], message: String) throws {
    let run = try run(words + ["-"], input: Self.german)
    #expect(run.code == .usage)
    #expect(run.errors.contains(message))
  }

  @Test func `Without a database of time zones there is UTC, and another zone is refused`() throws {
    let words = ["--dates", "dd.MM.yyyy", "--time-zone"]
    let row = "legalName,displayName,customerType,customerSince\nA,a,active,31.12.2024\n"
    let none = ["TZDIR": "/nonexistent"]
    #expect(try run(words + ["UTC", "-"], input: row, environment: none).code == .success)
    let refused = try run(words + ["Europe/Berlin", "-"], input: row, environment: none)
    #expect(refused.code == .usage && refused.output == "")
    #expect(
      refused.errors.hasPrefix(
        "customer-worker: import: --time-zone: this machine has no time zones in /nonexistent; install the package tzdata, or give UTC\n"
      ))
  }

  @Test func `A mapping file that is none is named`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("m.json", "{}")
    let run = try run(["--mapping", path, "-"], input: Self.german)
    #expect(run.code == .noInput)
    #expect(run.errors == "customer-worker: \(path) is no mapping file: version is missing\n")
  }

  @Test func `A header without a field that every command needs is warned of`() throws {
    let run = try run(["--key-column", "primaryEmail", "-"], input: "legalName,primaryEmail\nA,a@b.example\n")
    #expect(
      run.errors == """
        customer-worker: standard input: no column becomes displayName, which every command must have
        customer-worker: standard input: no column becomes customerType, which every command must have
        customer-worker: standard input: --key-column primaryEmail makes personal data the key and a header of every record

        """)
  }

  @Test func `Options that name the job in two ways are refused before any broker is asked`() throws {
    #expect(try ProgramRun(["import", "--resume", "a", "--job", "b", "c.csv"], input: "").code == .usage)
    #expect(try ProgramRun(["import", "--job", "a", "b.csv", "c.csv"], input: "").code == .usage)
    #expect(try ProgramRun(["import", "--job", "A", "b.csv"], input: "").code == .usage)
  }
}
