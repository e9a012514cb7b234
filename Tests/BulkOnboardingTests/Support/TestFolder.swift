import CustomerContract
import Foundation

@testable import BulkOnboarding

/// A folder that is deleted with its files when it goes out of use.
final class TestFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "bulk-onboarding-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  func write(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
    let file = url.appending(path: name)
    try Data(content).write(to: file)
    return file.path
  }

  func write(_ name: String, _ content: String) throws -> String { try write(name, content.utf8) }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}

/// A row as a test compares it.
struct ReadRow: Equatable, CustomStringConvertible {
  let number: Int
  let cells: [String]

  var description: String { "\(number): \(cells)" }
}

extension RowReader {
  /// The cells of the current row, or its line as the only cell.
  var texts: [String] {
    if !layout.format.hasCells { return [unsafe row.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }] }
    return (0..<cells.count).map { String(decoding: text(of: cells[$0]), as: UTF8.self) }
  }
}

/// Reads all rows of a text.
///
/// - Parameter blockBytes: how many bytes are read at once.
func rows(
  _ text: some Sequence<UInt8>, _ format: RowFormat = .csv, delimiter: Character = ",", cellBytes: Int = 1000,
  blockBytes: Int = 1 << 16
) throws -> [ReadRow] {
  let folder = try TestFolder()
  let file = try ImportFile(path: folder.write("rows", text))
  let layout = FileLayout(format: format, delimiter: delimiter.asciiValue ?? 0, prefixBytes: 0)
  var reader = try RowReader(
    file, layout, from: FilePosition(row: 0, byteOffset: 0), cellBytes: cellBytes, blockBytes: blockBytes)
  var found: [ReadRow] = []
  while try reader.next() { found.append(ReadRow(number: reader.number, cells: reader.texts)) }
  return found
}

/// The commands of a file, or why there is none.
func commands(
  _ text: String, _ options: ImportOptions = ImportOptions(), name: String = "rows.csv"
) throws -> [String] {
  let folder = try TestFolder()
  let file = try ImportFile(path: folder.write(name, text))
  let plan = try ImportPlan(file, options)
  var rows = try CommandRows(file, plan, from: plan.start, limits: options.limits, makesKeys: true)
  var found: [String] = []
  while let content = try rows.next() {
    switch content {
    case .blank: found.append("blank")
    case .unreadable(let reason): found.append(reason.code)
    case .command: found.append(unsafe rows.command.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) })
    }
  }
  return found
}

/// What the dry run finds in a file.
func suspicions(_ text: String, _ options: ImportOptions = ImportOptions()) throws -> Suspicions {
  let folder = try TestFolder()
  let file = try ImportFile(path: folder.write("rows.csv", text))
  let plan = try ImportPlan(file, options)
  let rows = try CommandRows(file, plan, from: plan.start, limits: options.limits, makesKeys: false)
  var run = DryRun(Rules(), headers: [], name: "")
  try run.decideAll(rows, keysFolder: folder.path) { _, _ in }
  return run.suspicions ?? Suspicions()
}
