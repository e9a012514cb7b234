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

/// The checks of one file: what each is for stands in README.md.
final class RowsFuzzTarget {
  nonisolated(unsafe) static let shared = RowsFuzzTarget()

  private let path = "/dev/shm/rows-fuzz-\(getpid())"
  private let descriptor: Int32
  private var counts: [String: Int] = [:]
  /// Open for as long as the fuzzer runs: glibc would load the table of an encoding for every file.
  private let tables = TextEncoding.allCases.map { OpenTable($0) }

  private init() {
    descriptor = open(path, O_RDWR | O_CREAT, 0o600)
    require(descriptor >= 0, "no file can be made in /dev/shm")
    atexit {
      unlink(RowsFuzzTarget.shared.path)
      print(RowsFuzzTarget.shared.counts.sorted { $0.key < $1.key })
    }
  }

  func check(_ choice: UInt8, _ block: UInt8, _ text: [UInt8]) {
    do {
      if choice & 0x20 != 0 { try checkFrames(choice, block, text) }
      let file = try file(text)
      if file.compression == nil, String(validating: text, as: UTF8.self) != nil {
        try checkRows(file, Array(",;\t|".utf8)[Int(choice & 3)], 1 + Int(block), text)
      }
      let encoding = TextEncoding.allCases[Int(choice) % TextEncoding.allCases.count]
      try TextFuzzCheck.check(file, encoding, blockBytes: 8 + Int(block))
      try ArrayFuzzCheck.check(file, text, blockBytes: 1 + Int(block))
      try checkCommands(file, choice, text)
    } catch {
      counts[String("\(error)".prefix { $0 != "(" }), default: 0] += 1
    }
  }

  /// A file of some bytes; one at a time.
  private func file(_ bytes: [UInt8]) throws(ImportFileError) -> ImportFile {
    require(
      ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, "the file is written")
    return try ImportFile(path: path)
  }

  /// Frames of zstd, skippable ones between them, have the text that is in them, and are damaged without their last byte.
  private func checkFrames(_ choice: UInt8, _ block: UInt8, _ text: [UInt8]) throws(ImportFileError) {
    let cut = text.count * Int(block) / 256
    // The largest is seldom: its memory costs more time than all the rest.
    let windowLog = choice == 0xFF && block == 0xFF ? 27 : 10 + Int(choice) % 8
    var frames = ZstdFrames.raw(text[..<cut], windowLog: windowLog)
    if choice & 1 != 0 { frames += ZstdFrames.skippable(Array(text.prefix(9))) }
    frames += ZstdFrames.raw(text[cut...])
    let file = try file(frames)
    require(file.compression == .zstd, "a file of frames is one of zstd")
    let found = try TextFuzzCheck.read(file.text(convertedFrom: nil), roomBytes: 1 + Int(block))
    require(found == text, "frames have the text that is in them")
    let short = try self.file(frames.dropLast())
    do throws(ImportFileError) {
      _ = try TextFuzzCheck.read(short.text(convertedFrom: nil), roomBytes: 1 + Int(block))
      require(false, "frames that end too early are damaged")
    } catch {
      guard case .damaged = error else { throw error }
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
        require(reader.position.byteOffset > last, "rows follow each other")
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
      found.append(.notClosed(column: cell.column ?? 0))
    }
    require(found == SlowRows.read(text, delimiter: delimiter), "the rows are those of the slow reader")
  }

  /// Commands made of cells are JSON; the others are the rows themselves.
  private func checkCommands(_ file: borrowing ImportFile, _ choice: UInt8, _ text: [UInt8]) throws(ImportFileError) {
    var options = ImportOptions()
    options.format = RowFormat.allCases[Int(choice >> 2) % RowFormat.allCases.count]
    if choice & 0x80 != 0 { options.columns.keyColumn = "legalName" }
    if choice & 0x10 != 0 { options.encoding = TextEncoding.allCases[Int(choice) % TextEncoding.allCases.count] }
    let plan = try ImportPlan(file, options)
    var rows = try CommandRows(file, plan, from: plan.start, limits: options.limits, makesKeys: choice & 0x40 != 0)
    while let content = try rows.next() {
      guard content == .command else { continue }
      counts["command", default: 0] += 1
      let command = rows.command.withUnsafeBytes { Array($0) }
      if plan.columns != nil { require(JSONText.isValue(command), "a command of cells is JSON") }
      if plan.columns == nil { require(rows.row.withUnsafeBytes { Array($0) } == command, "a row is its command") }
    }
  }
}

/// Keeps the table of an encoding in memory.
private final class OpenTable {
  private let converter: TextConverter?

  init(_ encoding: TextEncoding) { converter = TextConverter(from: encoding.libraryName) }
}

func require(_ condition: Bool, _ what: @autoclosure () -> String) {
  if !condition { fatalError(what()) }
}
