import Testing

@testable import BulkOnboarding

@Suite struct AnswerBookTests {
  private let accepted =
    #"{"customerId":"5b6e1f3c-7d0a-4c52-9a7e-2f41c8d3b096","customer":{"legalName":"a\"}],{"},"position":{"topic":"commands","partition":1,"offset":7,"timestamp":5}}"#
  private let rejected =
    #"{"type":"t","errors":[{"code":"blank","pointer":"/a"},{"code":"required"},{"code":"blank"}],"command":{"errors":[],"position":{"x":1}},"position":{"topic":"commands","partition":0,"offset":3,"timestamp":null}}"#

  private func book(rows: Int = 9, spill: AnswerSpill? = nil) throws -> AnswerBook {
    AnswerBook(job: try #require(JobName("job")), rows: rows, topic: "commands", spill: spill)
  }

  private func take(
    _ text: String, _ book: AnswerBook, _ correlation: AnswerBook.Correlation, lastRow: Int = 9,
    isStructured: Bool = false
  ) throws {
    try unsafe Array(text.utf8).withUnsafeBytes { bytes in
      let view = try #require(unsafe ResultView(bytes, isStructured: isStructured))
      let position = try #require(unsafe book.position(bytes, view))
      try unsafe book.record(bytes, view, position, correlation, lastRow: lastRow)
    }
  }

  @Test func `A row counts once, whatever comes twice`() throws {
    let book = try book()
    try take(accepted, book, .row(4))
    try take(accepted, book, .row(4))
    try take(rejected, book, .row(5))
    #expect(book.accepted == 1 && book.rejected == 1 && book.contradictions == 0)
    #expect(book.bits[4] == .accepted && book.bits[5] == .rejected && book.bits[6] == .none)
  }

  @Test func `Both verdicts of one row are a fault that is counted, and the first one stays`() throws {
    let book = try book()
    try take(accepted, book, .row(4))
    try take(rejected, book, .row(4))
    #expect(book.accepted == 1 && book.rejected == 0 && book.contradictions == 1)
  }

  @Test func `Rows that were not sent have no result`() throws {
    let book = try book()
    try take(accepted, book, .row(8), lastRow: 7)
    try take(accepted, book, .row(10))
    try take(accepted, book, .foreign)
    #expect(book.answered == 0 && book.unnamed == 0)
  }

  @Test func `A rejected result without a name is counted apart`() throws {
    let book = try book()
    try take(rejected, book, .missing)
    #expect(book.answered == 0 && book.unnamed == 1)
  }

  @Test func `Rejected rows are counted by their first code, and by each code once`() throws {
    let book = try book()
    try take(rejected, book, .row(1))
    #expect(book.rejectedByCode == ["blank": 1] && book.errorsByCode == ["blank": 1, "required": 1])
  }

  @Test func `A structured result has its correlation in the envelope`() throws {
    let book = try book()
    let event = #"{"specversion":"1.0","type":"x","correlationid":"job/3","data":"# + accepted + "}"
    try take(event, book, .missing, isStructured: true)
    #expect(book.bits[3] == .accepted)
  }

  @Test func `A result of another topic is none of the job's`() throws {
    let book = try book()
    try unsafe Array(accepted.replacing("commands", with: "others").utf8).withUnsafeBytes { bytes in
      let view = try #require(unsafe ResultView(bytes, isStructured: false))
      #expect(unsafe book.position(bytes, view) == nil)
    }
  }

  @Test(arguments: [
    ("job/7", 7), ("job/07", nil), ("job/", nil), ("job/x", nil), ("jobs/7", nil), ("job/-7", nil), ("job/0", nil),
  ])
  func `A correlation is the job's name and a row's number`(_ text: String, _ row: Int?) throws {
    let book = try book()
    let found = unsafe book.correlation(Array(text.utf8).span.bytes)
    #expect(found == row.map { .row($0) } ?? .foreign)
  }

  @Test(arguments: [1, 9, 10, 99, 100, 12_345_678, 1_000_000_000])
  func `A correlation that is written is read again`(_ row: Int) throws {
    let correlation = RowCorrelation(try #require(JobName("job")))
    unsafe withUnsafeTemporaryAllocation(byteCount: correlation.byteCountMaximum, alignment: 1) { room in
      let count = unsafe correlation.write(row, to: room)
      let text = unsafe String(decoding: UnsafeRawBufferPointer(rebasing: room[..<count]), as: UTF8.self)
      #expect(text == "job/\(row)")
    }
  }

  @Test(arguments: ["", "{", "[1]", #"{"position":"x","errors":1}"#, #"{"a":{"b":[}"#, #"{"a""#, #"{"a":"\"#])
  func `Text that is no result is never read past its end`(_ text: String) {
    unsafe Array(text.utf8).withUnsafeBytes { bytes in
      for isStructured in [false, true] { unsafe _ = ResultView(bytes, isStructured: isStructured)?.position }
    }
  }

  @Test func `Results come back in the order of their rows, without the command`() throws {
    let folder = try TestFolder()
    let resultFolder = try ResultFolder(
      path: folder.path, job: "job", format: .csv, isResumed: false, neededBytes: 0)
    let book = try book(rows: 100, spill: AnswerSpill(makeFile: { try resultFolder.makeSpill() }))
    for row in [5, 9, 2, 40] { try take(accepted, book, .row(row), lastRow: 100) }
    for row in [3, 41] { try take(rejected, book, .row(row), lastRow: 100) }
    var merged = try #require(book.spill).merged()
    var rows: [Int] = []
    while let answer = try merged.next() {
      rows.append(answer.row)
      switch answer.content {
      case .accepted(let id):
        #expect(String(decoding: id, as: UTF8.self) == "5b6e1f3c-7d0a-4c52-9a7e-2f41c8d3b096")
        #expect(answer.position == CommandPosition(partition: 1, offset: 7, timestamp: 5))
      case .rejected(let problem):
        #expect(
          String(decoding: problem, as: UTF8.self)
            == #"{"type":"t","errors":[{"code":"blank","pointer":"/a"},{"code":"required"},{"code":"blank"}],"position":{"topic":"commands","partition":0,"offset":3,"timestamp":null}}"#
        )
        #expect(answer.position.timestamp == nil)
      }
    }
    #expect(rows == [2, 3, 5, 9, 40, 41])
  }

  @Test func `A job's results are those of commands at its offsets`() {
    let offsets = JobOffsets(start: [10, 0], last: [12, -1, 4], lastRow: 9)
    let inside = [(0, 10), (0, 12), (2, 0), (2, 4)]
    let outside = [(0, 9), (0, 13), (1, 0), (2, 5), (3, 0), (-1, 0)]
    func position(_ pair: (Int, Int)) -> CommandPosition {
      CommandPosition(partition: Int32(pair.0), offset: Int64(pair.1), timestamp: nil)
    }
    for pair in inside { #expect(offsets.contains(position(pair))) }
    for pair in outside { #expect(!offsets.contains(position(pair))) }
  }
}
