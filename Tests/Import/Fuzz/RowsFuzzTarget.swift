@testable internal import BulkOnboarding
internal import CustomerContract
internal import Glibc

/// libFuzzer's entry: bytes → settings and a file → rows → checks.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRows(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if bytes.count > 2 { RowsFuzzTarget.shared.check(bytes[0], bytes[1], Array(bytes[2...])) }
  return 0
}

/// The checks of one file.
final class RowsFuzzTarget {
  nonisolated(unsafe) static let shared = RowsFuzzTarget()

  private let path = "/dev/shm/rows-fuzz-\(getpid())"
  private let descriptor: Int32
  private var counts: [String: Int] = [:]

  private init() {
    descriptor = open(path, O_RDWR | O_CREAT, 0o600)
    require(descriptor >= 0, "no file can be made in /dev/shm")
    atexit {
      unlink(RowsFuzzTarget.shared.path)
      print(RowsFuzzTarget.shared.counts.sorted { $0.key < $1.key })
    }
  }

  func check(_ choice: UInt8, _ block: UInt8, _ text: [UInt8]) {
    require(
      ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text, text.count, 0) == text.count, "the file is written")
    do {
      let file = try ImportFile(path: path)
      if !file.isCompressed, String(validating: text, as: UTF8.self) != nil {
        try checkRows(file, Array(",;\t|".utf8)[Int(choice & 3)], 1 + Int(block), text)
      }
      try checkCommands(file, choice, text)
    } catch {
      counts[String("\(error)".prefix { $0 != "(" }), default: 0] += 1
    }
  }

  /// Rows and cells are those of the slow reader, whatever block they begin and end in.
  private func checkRows(
    _ file: borrowing ImportFile, _ delimiter: UInt8, _ blockBytes: Int, _ text: [UInt8]
  ) throws(ImportFileError) {
    let layout = FileLayout(format: .csv, delimiter: delimiter, prefixBytes: 0)
    var reader = try RowReader(
      file, layout, from: FilePosition(row: 0, byteOffset: 0), cellBytes: 1 << 16, digest: FileDigest(),
      blockBytes: blockBytes)
    var found: [SlowRows.Outcome] = []
    var last = 0
    do throws(ImportFileError) {
      while try reader.next() {
        let extent = reader.extent
        require(extent.lowerBound >= last && reader.position.byteOffset >= extent.upperBound, "rows follow each other")
        last = reader.position.byteOffset
        found.append(
          .row(
            (0..<reader.cells.count).map { reader.text(of: reader.cells[$0]) },
            hasTextAfterQuote: reader.hasTextAfterQuote))
      }
      require(last == text.count, "the rows are the whole file")
      var whole = FileDigest()
      whole.add(text.span.bytes)
      require(reader.prefixDigest()?.text == whole.text, "the digest is the file's")
    } catch {
      guard case .quoteNotClosed(let cell, _) = error else { throw error }
      found.append(.notClosed(column: cell.column))
    }
    require(found == SlowRows.read(text, delimiter: delimiter), "the rows are those of the slow reader")
  }

  /// Commands made of cells are JSON; the others are the rows themselves.
  private func checkCommands(_ file: borrowing ImportFile, _ choice: UInt8, _ text: [UInt8]) throws(ImportFileError) {
    var options = ImportOptions()
    options.format = RowFormat.allCases[Int(choice >> 2) % 3]
    if choice & 0x80 != 0 { options.columns.keyColumn = "legalName" }
    let plan = try ImportPlan(file, options)
    var rows = try CommandRows(file, plan, from: plan.start, limits: options.limits, makesKeys: choice & 0x40 != 0)
    while let content = try rows.next() {
      guard content == .command else { continue }
      counts["command", default: 0] += 1
      let command = rows.command.withUnsafeBytes { Array($0) }
      if plan.columns != nil { require(JSONText.isValue(command), "a command of cells is JSON") }
      if plan.columns == nil { require(rows.row.withUnsafeBytes { Array($0) } == command, "a line is its command") }
    }
  }
}

func require(_ condition: Bool, _ what: @autoclosure () -> String) {
  if !condition { fatalError(what()) }
}
