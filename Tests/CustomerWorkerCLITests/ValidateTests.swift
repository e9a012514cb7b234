import Foundation
import Platform
import Testing

@testable import CustomerWorkerCLI

@Suite struct ValidateTests {
  private static let lines = """
    {"legalName":"Ada Ltd","displayName":"Ada","customerType":"active","healthScore":1e2}

    {"legalName":" ","displayName":"Ada","customerType":"Active","color":"red"}
    {"legalName":"Ada Ltd"
    [1]
    {"legalName":"Ada Ltd","displayName":"Ada","customerType":"partner"}\r

    """

  @Test func `Each line gets a JSON object with its customer or its errors`() throws {
    let run = try ProgramRun(["validate", "-"], input: Self.lines)
    #expect(run.code == .badData)
    #expect(run.errors == "")
    #expect(
      run.output == #"""
        {"line":1,"verdict":"accepted","customer":{"legalName":"Ada Ltd","displayName":"Ada","customerType":"active","healthScore":100,"status":"active","taxExempt":false,"visibilityMode":"workspace_local"}}
        {"line":2,"verdict":"rejected","errors":[{"code":"empty","pointer":"","message":"the command is empty"}]}
        {"line":3,"verdict":"rejected","errors":[{"code":"blank","pointer":"/legalName","message":"legalName must not be blank"},{"code":"invalid_enum","pointer":"/customerType","message":"customerType must be one of prospect, active, partner; did you mean active?","allowed":["prospect","active","partner"],"suggestion":"active"},{"code":"unknown_field","pointer":"/color","message":"the member is not a field of the command"}]}
        {"line":4,"verdict":"rejected","errors":[{"code":"not_json","pointer":"","message":"the command must be JSON: the text ends too early; it is incomplete","reason":"unexpected_end","byteOffset":22}]}
        {"line":5,"verdict":"rejected","errors":[{"code":"not_object","pointer":"","message":"the command must be a JSON object, not an array: write each element of the array as a record of its own","type":"object","hint":"write each element of the array as a record of its own"}]}
        {"line":6,"verdict":"accepted","customer":{"legalName":"Ada Ltd","displayName":"Ada","customerType":"partner","status":"active","taxExempt":false,"visibilityMode":"workspace_local"}}

        """#)
  }

  @Test func `The summary is the account by code and field with the first lines of each`() throws {
    let run = try ProgramRun(["validate", "--output", "summary", "-"], input: Self.lines)
    #expect(run.code == .badData)
    #expect(run.errors == "")
    #expect(
      run.output == """
        6 lines: 2 accepted, 4 rejected

        lines  code           field          first lines
            1  empty          (command)      2
            1  not_json       (command)      4
            1  not_object     (command)      5
            1  blank          /legalName     3
            1  invalid_enum   /customerType  3
            1  unknown_field  /color         3

        """)
  }

  @Test func `The summary counts lines and not errors, and shows the first three`() throws {
    let twice =
      #"{"legalName":"A","displayName":"A","customerType":"active","taxProfile":{"a":0,"a":0,"b":{"c":0,"c":0}}}"#
    let missing = #"{"legalName":"A","displayName":"A"}"#
    let text = ([twice] + Array(repeating: missing, count: 1200) + [#"{"\u001b[31m":1}"#]).joined(separator: "\n")
    let run = try ProgramRun(["validate", "--output=summary", "-"], input: text)
    #expect(
      run.output == #"""
        1,202 lines: 0 accepted, 1,202 rejected

        lines  code             field          first lines
        1,201  required         /customerType  2, 3, 4, …
            1  duplicate_field  /taxProfile    1
            1  required         /displayName   1202
            1  required         /legalName     1202
            1  unknown_field    /\u{1b}[31m    1202

        """#)
  }

  @Test func `The summary of good lines is one line`() throws {
    let run = try ProgramRun(
      ["validate", "--output", "summary", "-"], input: #"{"legalName":"A","displayName":"A","customerType":"active"}"#)
    #expect(run.code == .success)
    #expect(run.output == "1 line: 1 accepted, 0 rejected\n")
  }

  @Test func `A long tail of the summary is left out, except a row of each code`() throws {
    let text = (0..<60).map { #"{"legalName":"A","displayName":"A","customerType":"active","f\#($0)":0}"# }
    let run = try ProgramRun(
      ["validate", "--output", "summary", "-"], input: (text + text + ["[]"]).joined(separator: "\n"))
    #expect(run.lines.count == 1 + 1 + 40 + 1 + 1)
    #expect(
      run.lines.suffix(2) == [
        "    1  not_object     (command)  121", "20 more rows with fewer lines each are left out.",
      ])
  }

  @Test func `Errors past the limit are counted`() throws {
    let line = #"{"a":1,"b":2}"#
    let words = ["validate", "--limits-errors", "2"]
    let lines = try ProgramRun(words + ["-"], input: line)
    #expect(
      lines.output == #"""
        {"line":1,"verdict":"rejected","errors":[{"code":"required","pointer":"/legalName","message":"legalName is required and must be a string that is not blank","type":"string"},{"code":"required","pointer":"/displayName","message":"displayName is required and must be a string that is not blank","type":"string"}],"errorsOmitted":3}

        """#)
    let summary = try ProgramRun(words + ["--output", "summary", "-"], input: line)
    #expect(
      summary.output == """
        1 line: 0 accepted, 1 rejected

        lines  code      field         first lines
            1  required  /displayName  1
            1  required  /legalName    1

        3 more errors are past limits.errors of their line, and not in this table.

        """)
  }

  @Test func `Headers hold for every line`() throws {
    let line = #"{"legalName":"A","displayName":"A","customerType":"active"}"#
    let words = ["validate", "--auth-mode", "header", "-"]
    let without = try ProgramRun(words, input: line)
    #expect(without.output.contains(#""code":"workspace_required""#))
    let with = try ProgramRun(words + ["--header", "Workspace-Id=w7"], input: line + "\n" + line)
    #expect(with.code == .success)
    #expect(with.lines.count == 2)
    #expect(with.lines.allSatisfy { $0.contains(#""workspaceId":"w7""#) })
  }

  @Test func `A line past the limit is too large however long it is`() throws {
    let room = String(repeating: " ", count: 1000 - 57)
    let right = #"{"legalName":"A","displayName":"A","customerType":"active"\#(room)"#
    #expect(right.utf8.count == 1000 - 1 + 2)
    let long = String(repeating: "[", count: 3_000_000)
    let text = [right + "}", right + " }", "\u{0}\u{0}\u{0}\u{0}\u{1}" + right + "}", long, right + "}"]
    let run = try ProgramRun(
      ["validate", "--limits-command-bytes", "1002", "-"], input: text.joined(separator: "\r\n"))
    let verdicts = run.lines.map { $0.contains("accepted") ? "accepted" : $0.contains("too_large") ? "too_large" : $0 }
    #expect(verdicts == ["accepted", "too_large", "accepted", "too_large", "accepted"])
  }

  @Test func `A file that cannot be read is named`() throws {
    let missing = try ProgramRun(["validate", "missing.ndjson"], input: "")
    #expect(missing.code == .noInput)
    #expect(missing.errors == "customer-worker: cannot read missing.ndjson: No such file or directory\n")
    let folder = try TemporaryFolder()
    let directory = try ProgramRun(["validate", folder.url.path], input: "")
    #expect(directory.code == .noInput)
    #expect(directory.errors == "customer-worker: cannot read \(folder.url.path): Is a directory\n")
  }

  @Test func `Of several files each line names its own`() throws {
    let folder = try TemporaryFolder()
    let good = #"{"legalName":"A","displayName":"A","customerType":"active"}"#
    let one = try folder.file("one \"1\".ndjson", "\(good)\n")
    let two = try folder.file("two", "{}\n\(good)\n")
    let run = try ProgramRun(["validate", one, two, "-"], input: good)
    #expect(run.code == .badData)
    #expect(run.errors == "")
    let locations = try run.lines.map { line in
      let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return try "\(#require(object["file"] as? String)):\(#require(object["line"] as? Int))"
    }
    #expect(locations == ["\(one):1", "\(two):1", "\(two):2", "-:1"])
    #expect(try ProgramRun(["validate", two]).output.hasPrefix(#"{"line":1,"#))
  }

  @Test func `The summary of several files is one account, and says which file a line is in`() throws {
    let folder = try TemporaryFolder()
    let good = #"{"legalName":"A","displayName":"A","customerType":"active"}"#
    let one = try folder.file("1", "\(good)\n[]\n")
    let two = try folder.file("2", "[]\n\(good)\n")
    let run = try ProgramRun(["validate", "--output", "summary", one, two], input: "")
    #expect(
      run.output.replacingOccurrences(of: folder.url.path + "/", with: "") == """
        4 lines in 2 files: 2 accepted, 2 rejected

        lines  code        field      first lines
            2  not_object  (command)  1:2, 2:1

        """)
  }

  @Test func `A file that cannot be read does not keep the others from being decided`() throws {
    let folder = try TemporaryFolder()
    let good = try folder.file("good", #"{"legalName":"A","displayName":"A","customerType":"active"}"#)
    let run = try ProgramRun(["validate", "missing", good, folder.url.path], input: "")
    #expect(run.code == .noInput)
    #expect(run.lines.count == 1)
    #expect(
      run.errors == """
        customer-worker: cannot read missing: No such file or directory
        customer-worker: cannot read \(folder.url.path): Is a directory

        """)
  }

  @Test func `A file of another kind is named once with what to do`() throws {
    let folder = try TemporaryFolder()
    let pretty = try folder.file("it's pretty.json", "{\n  \"legalName\": \"A\",\n  \"displayName\": \"A\"\n}\n")
    let run = try ProgramRun(["validate", "--output", "summary", pretty], input: "")
    #expect(run.code == .badData)
    #expect(
      run.errors.replacingOccurrences(of: folder.url.path + "/", with: "") == """
        customer-worker: it's pretty.json is JSON over many lines, and each command must be on one line
        Try: jq -c . 'it'\\''s pretty.json' | customer-worker validate -

        """)
    let array = try ProgramRun(["validate", "-"], input: "[{},{}]\n")
    #expect(
      array.errors == """
        customer-worker: standard input is one JSON array, and each command must be a line of its own
        Try: jq -c '.[]' FILE | customer-worker validate -

        """)
  }

  @Test func `A file without lines is accepted`() throws {
    let run = try ProgramRun(["validate", "-"], input: "")
    #expect(run.code == .success)
    #expect(run.output == "")
  }

  @Test func `Settings that are wrong are reported before a line is read`() throws {
    let run = try ProgramRun(["validate", "--limits-depth", "deep", "-"], input: Self.lines)
    #expect(run.code == .settings)
    #expect(run.output == "")
    #expect(run.errors.contains("limits.depth"))
  }
}
