import CustomerContract
import Foundation
import Glibc
import Testing

@testable import BulkOnboarding

@Suite struct ResultFilesTests {
  private static func rejected(_ errors: String) -> RowAnswer {
    let problem = Array(
      #"{"type":"urn:x","title":"T","status":422,"errors":[\#(errors)],"command":{"legalName":"secret"},"position":{"offset":5}}"#
        .utf8)
    return .rejected(RejectedRow(problem: unsafe problem.span.bytes))
  }

  private let blank = rejected(#"{"code":"blank","pointer":"/legalName","message":"legalName must not be blank"}"#)
  private let two = rejected(
    #"{"code":"required","pointer":"/displayName","message":"displayName is required, \"really\""},{"code":"blank","pointer":"/a~1b","message":"no"}"#
  )
  private let accepted = RowAnswer.accepted(customerID: "c-1", position: Array(#"{"offset":1}"#.utf8))

  private func write(
    _ text: String, name: String, isResumed: Bool = false, in folder: TestFolder, _ answers: [Int: RowAnswer]
  ) throws -> Account {
    let file = try ImportFile(path: folder.write(name, text))
    let plan = try ImportPlan(file, ImportOptions())
    let results = try ResultFolder(
      path: folder.path, job: "job", format: plan.layout.format, isResumed: isResumed, neededBytes: 1000)
    return try ResultFiles(results, plan, limits: Limits())
      .write(file, account: Account(job: "job", state: .done)) { answers[$0] ?? .unsent }
  }

  @Test func `Each row goes to the file of its answer, with its own bytes`() throws {
    let folder = try TestFolder()
    let account = try write(
      "\u{FEFF}sep=;\r\nlegalName;\"Display Name\";notesSummary\r\nA;\"x;\"\"y\";n\r\nB;b\r\n\r\nC;c;c;c\r\nD;d;;\r\nE\r\n",
      name: "in.csv", in: folder,
      [2: accepted, 3: blank, 6: two, 7: .unprocessed(.deleted)])
    #expect(account.rows == 6 && account.blank == 1 && account.unreadable == 1 && account.sent == 4)
    #expect(try folder.read("job.accepted.ndjson") == #"{"row":2,"customerId":"c-1","position":{"offset":1}}"# + "\n")
    #expect(
      try folder.read("job.rejected.csv")
        == "\u{FEFF}sep=;\r\nlegalName;\"Display Name\";notesSummary;import.row;import.codes;import.fields;import.message\r\n"
        + "B;b;;3;blank;/legalName;legalName must not be blank\r\n"
        + "D;d;;6;required blank;/displayName /a~1b;\"displayName is required, \"\"really\"\"; no\"\r\n")
    #expect(
      try folder.read("job.errors.ndjson").split(separator: "\n").first
        == #"{"row":3,"type":"urn:x","title":"T","status":422,"errors":[{"code":"blank","pointer":"/legalName","message":"legalName must not be blank"}],"position":{"offset":5}}"#
    )
    #expect(
      try folder.read("job.unreadable.csv")
        == "\u{FEFF}sep=;\r\nimport.row;import.message;legalName;\"Display Name\";notesSummary\r\n5;the row has more cells than the header has columns;C;c;c;c\r\n"
    )
    #expect(
      try folder.read("job.unprocessed.csv") == "\u{FEFF}sep=;\r\nlegalName;\"Display Name\";notesSummary\r\nE\r\n")
    let json = try JSONSerialization.jsonObject(with: Data(folder.read("job.account.json").utf8)) as? [String: Any]
    #expect(json?["rows"] as? Int == 6)
    #expect((json?["rejectedByCode"] as? [String: Int]) == ["blank": 1, "required": 1])
    #expect((json?["errorsByCode"] as? [String: Int]) == ["blank": 2, "required": 1])
    #expect((json?["unprocessed"] as? [String: Int]) == ["deleted": 1])
    #expect((json?["files"] as? [String])?.sorted() == folder.names.filter { $0 != "in.csv" }.sorted())
    #expect(folder.names.count == 7)
  }

  @Test func `A file of rejected rows is imported again, and its next rejected rows have one set of added columns`()
    throws
  {
    let folder = try TestFolder()
    _ = try write("legalName,displayName,\nA\nB,b,\n", name: "in.csv", in: folder, [2: blank, 3: blank])
    let first = try folder.read("job.rejected.csv")
    #expect(
      first
        == "legalName,displayName,,import.row,import.codes,import.fields,import.message\nA,,,2,blank,/legalName,legalName must not be blank\nB,b,,3,blank,/legalName,legalName must not be blank\n"
    )
    let other = try TestFolder()
    _ = try write(first, name: "again.csv", in: other, [2: accepted, 3: blank])
    #expect(
      try other.read("job.rejected.csv")
        == "legalName,displayName,,import.row,import.codes,import.fields,import.message\nB,b,,3,blank,/legalName,legalName must not be blank\n"
    )
    #expect(try commands(first) == [#"{"legalName":"A"}"#, #"{"legalName":"B","displayName":"b"}"#])
  }

  @Test func `Lines of NDJSON stay as they are`() throws {
    let folder = try TestFolder()
    let own = #"{"specversion":"1.0","correlationid":"x"}"#
    let account = try write(
      "{\"a\": 1}\r\n\n[]\n\(own)\n{}", name: "in.ndjson", in: folder, [1: blank, 3: accepted, 5: two])
    #expect(try folder.read("job.rejected.ndjson") == "{\"a\": 1}\r\n{}\n")
    #expect(try folder.read("job.unreadable.ndjson") == own + "\n")
    #expect(account.rejected == 2 && account.accepted == 1 && account.unreadable == 1 && account.blank == 1)
  }

  @Test func `Elements of an array come back as an array of their own bytes`() throws {
    let folder = try TestFolder()
    let own = #"{"specversion":"1.0","correlationid":"x"}"#
    _ = try write(
      "[{\"a\":\n1} , {\"b\":2},\(own),{\"c\":3},\(own)]", name: "in.json", in: folder,
      [1: blank, 2: accepted, 4: two])
    #expect(try folder.read("job.rejected.json") == "[\n{\"a\":\n1},\n{\"c\":3}\n]\n")
    #expect(try folder.read("job.unreadable.json") == "[\n\(own),\n\(own)\n]\n")
    #expect(try folder.read("job.accepted.ndjson").hasPrefix(#"{"row":2,"#))
    let again = try ImportFile(path: folder.path + "/job.rejected.json")
    #expect(try CheckedFile(again, ImportOptions()).rows == 2)
  }

  @Test func `Rows of a converted file come back as UTF-8 with a byte-order mark`() throws {
    let folder = try TestFolder()
    let text = Array("legalName;displayName\r\nZ".utf8) + [0xFC] + Array("rich;\r\n".utf8)
    let file = try ImportFile(path: folder.write("in.csv", text))
    let plan = try ImportPlan(file, ImportOptions(encoding: .windows1252))
    let results = try ResultFolder(path: folder.path, job: "job", format: .csv, isResumed: false, neededBytes: 0)
    _ = try ResultFiles(results, plan, limits: Limits())
      .write(file, account: Account(job: "job", state: .done)) { _ in blank }
    let rejected = try folder.read("job.rejected.csv")
    let header = "legalName;displayName;import.row;import.codes;import.fields;import.message"
    #expect(rejected.hasPrefix("\u{FEFF}\(header)\r\nZürich;;2;"))
    let again = try ImportFile(path: folder.path + "/job.rejected.csv")
    // The mark wins over the option, so that the same command line reads both.
    #expect(try CheckedFile(again, ImportOptions(encoding: .windows1252)).rows == 2)
  }

  @Test func `Files are for their user alone`() throws {
    let folder = try TestFolder()
    _ = try write("{}\n", name: "in.ndjson", in: folder, [1: accepted])
    for name in folder.names where name.hasPrefix("job.") {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.url.appending(path: name).path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func `A file that is there is never written over`() throws {
    let folder = try TestFolder()
    _ = try folder.write("job.rejected.csv", "mine")
    #expect(throws: ResultFilesError.exists("job.rejected.csv")) {
      try ResultFolder(path: folder.path, job: "job", format: .csv, isResumed: false, neededBytes: 0)
    }
    #expect(try folder.read("job.rejected.csv") == "mine")
  }

  @Test func `A resume writes over its own files until the account is there`() throws {
    let folder = try TestFolder()
    _ = try folder.write("job.rejected.ndjson", "half")
    _ = try folder.write("job.accepted.ndjson", "half")
    _ = try folder.write(ResultFile.temporaryName("job.errors.ndjson"), "half")
    _ = try write("{}\n", name: "in.ndjson", isResumed: true, in: folder, [1: accepted])
    #expect(folder.names == ["in.ndjson", "job.accepted.ndjson", "job.account.json"])
    #expect(throws: ResultFilesError.exists("job.account.json")) {
      try ResultFolder(path: folder.path, job: "job", format: .ndjson, isResumed: true, neededBytes: 0)
    }
  }

  @Test func `A folder that is not there and one without room are refused`() throws {
    let folder = try TestFolder()
    #expect(throws: ResultFilesError.folder(folder.path + "/none", reason: "No such file or directory")) {
      try ResultFolder(path: folder.path + "/none", job: "job", format: .csv, isResumed: false, neededBytes: 0)
    }
    do {
      _ = try ResultFolder(path: folder.path, job: "job", format: .csv, isResumed: false, neededBytes: 1 << 60)
      Issue.record("the folder was taken")
    } catch {
      if case .noSpace = error {} else { Issue.record("\(error)") }
    }
  }

  @Test func `A full disk leaves no file`() throws {
    // Every write to this device fails so.
    #expect(throws: ResultFilesError.cannotWrite("full", reason: "No space left on device")) {
      var file = ResultFile("full", descriptor: unsafe open("/dev/full", O_WRONLY))
      try file.append { $0.append(contentsOf: [1, 2, 3]) }
      try file.finish()
    }
  }

  @Test func `A file that was changed after it was opened gets no results`() throws {
    let folder = try TestFolder()
    let path = try folder.write("in.ndjson", "{}\n")
    let file = try ImportFile(path: path)
    let plan = try ImportPlan(file, ImportOptions())
    let results = try ResultFolder(path: folder.path, job: "job", format: .ndjson, isResumed: false, neededBytes: 0)
    try Data("{ }\n\n".utf8).write(to: URL(filePath: path))
    #expect(throws: ResultFilesError.input(.changed)) {
      try ResultFiles(results, plan, limits: Limits())
        .write(file, account: Account(job: "job", state: .done)) { _ in accepted }
    }
    #expect(folder.names == ["in.ndjson"])
  }
}
