import Testing

@testable import BulkOnboarding

@Suite struct ArrayRowsTests {
  private func elements(_ text: String, cellBytes: Int = 1000, blockBytes: Int = 1 << 16) throws -> [String] {
    let found = try rows(text.utf8, .json, cellBytes: cellBytes, blockBytes: blockBytes)
    #expect(found.map(\.number) == (0..<found.count).map { $0 + 1 })
    return found.flatMap(\.cells)
  }

  @Test(arguments: [1, 2, 3, 5, 16, 4096]) func `Elements are their own bytes, whatever is between them`(
    blockBytes: Int
  ) throws {
    let objects = [
      "{}", #"{"a":[1,{"b":"}]"}],"c":"\"}\\"}"#, "{\n  \"specversion\" : \"1.0\"\n}", #"{"a":{"b":{}},"d":[[],[]]}"#,
    ]
    for (open, comma, close) in [("[", ",", "]"), (" \n[\r\n\t", " ,\n\n ", "\n]\n\n"), ("[", ",", "]\n")] {
      let text = open + objects.joined(separator: comma) + close
      #expect(try elements(text, blockBytes: blockBytes) == objects)
    }
  }

  @Test func `An empty array has no rows`() throws {
    #expect(try elements("[]") == [])
    #expect(try elements(" [ \n] ") == [])
  }

  @Test(arguments: [
    ("{}", ArrayError.noArray, 0), ("", .endsTooEarly, 0), ("[", .endsTooEarly, 0), ("[{}", .endsTooEarly, 1),
    ("[{},", .endsTooEarly, 1), ("[{},{\"a\":", .endsTooEarly, 1), ("[{},{\"a", .endsTooEarly, 1),
    ("[1]", .notObject, 1), ("[{},[]]", .notObject, 2), ("[,{}]", .notObject, 1), ("[{},,{}]", .notObject, 2),
    ("[{},]", .noElement, 2), ("[{}{}]", .noComma, 1), ("[{}:{}]", .noComma, 1),
    ("[{},{\"a\":[1}]", .unpairedBrackets, 2),
    ("[{\"a\":]}]", .unpairedBrackets, 1), ("[{}]{}", .textBehind, 1), ("[{},{}] ]", .textBehind, 2),
    ("[] x", .textBehind, 0),
  ]) func `What is no array of objects is told with the number of the element`(
    text: String, error: ArrayError, row: Int
  ) throws {
    for blockBytes in [1, 64] {
      #expect(throws: ImportFileError.array(error, row: row)) { try elements(text, blockBytes: blockBytes) }
    }
  }

  @Test func `An element may have as many bytes as a command, and none more`() throws {
    let largest = "{\"a\":\"\(String(repeating: "x", count: 100 - 8))\"}"
    #expect(try elements("[{},\(largest)]", cellBytes: 100, blockBytes: 16) == ["{}", largest])
    for blockBytes in [16, 4096] {
      #expect(throws: ImportFileError.array(.tooLarge(99), row: 2)) {
        try elements("[{},\(largest)]", cellBytes: 99, blockBytes: blockBytes)
      }
    }
  }

  @Test func `White space between elements takes no memory`() throws {
    let space = String(repeating: " \n", count: 100_000)
    #expect(try elements("[{}\(space),\(space){}\(space)]\(space)", cellBytes: 10, blockBytes: 64) == ["{}", "{}"])
  }

  @Test(arguments: ["rows.json", "rows", "rows.ndjson"])
  func `An array is told from lines by its bracket`(name: String) throws {
    #expect(try commands(" [{\"a\":1},\n{\"a\":2}]", name: name) == [#"{"a":1}"#, #"{"a":2}"#])
    #expect(try commands("{\"a\":1}\n[]\n", name: name) == [#"{"a":1}"#, "[]"])
  }

  @Test func `A format that the user gives is not doubted`() throws {
    #expect(throws: ImportFileError.foreign(.array)) { try commands("[{}]", ImportOptions(format: .ndjson)) }
    #expect(throws: ImportFileError.array(.noArray, row: 0)) { try commands("{}", ImportOptions(format: .json)) }
  }

  @Test func `Events and keys of elements are those of lines`() throws {
    var options = ImportOptions()
    options.columns.keyColumn = "data.accountNumber"
    let own = #"{"specversion":"1.0","correlationid":"x"}"#
    let event = #"{"specversion":"1.0","data":{"accountNumber":"7"}}"#
    #expect(try commands("[\(event),{},\(own)]", options, name: "a.json") == [event, "no_key", "own_correlation"])
  }

  @Test func `An array is read on from behind any element, with the digest of the whole`() throws {
    let folder = try TestFolder()
    let text = "[ {\"a\":1} ,{\"a\":2}\n,{\"a\":3}]\n "
    let file = try ImportFile(path: folder.write("rows.json", text))
    let checked = try CheckedFile(file, ImportOptions())
    #expect(checked.rows == 3 && checked.bytes == text.utf8.count)
    let limits = ImportOptions().limits
    var rows = try CommandRows(file, checked.plan, from: checked.plan.start, limits: limits, makesKeys: false)
    var left = 3
    while try rows.next() != nil {
      left -= 1
      let prefix = try FileDigest(of: file, checked.plan.layout, upTo: rows.position.byteOffset)
      var rest = try CommandRows(
        file, checked.plan, from: rows.position, limits: limits, digest: prefix, makesKeys: false)
      var count = 0
      while try rest.next() != nil { count += 1 }
      #expect(count == left && rest.number == 3)
      #expect(rest.prefixDigest()?.text == checked.digest)
    }
  }
}
