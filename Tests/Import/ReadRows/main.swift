// Reads files as `import` does, and writes each row's command as a line of JSON: for judges that know no code of it.
//
//   printf '%s\n' FILE… | ReadRows [ENCODING | --mapping FILE]
//
// Each line is {"file":N,"row":N,"content":…,"command":…}; behind a file's rows {"file":N,"error":…}, null where there is none,
// with the row and the column of a byte that is no text. With --encodings it writes the names of the encodings, and nothing else.

import BulkOnboarding
import CustomerContract
import Glibc

/// Writes to standard output in blocks.
struct Output {
  private var bytes: [UInt8] = []

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    if bytes.count > 1 << 16 { flush() }
  }

  mutating func append(_ span: RawSpan) {
    unsafe span.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func flush() {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { unsafe write(1, $0.baseAddress! + written, $0.count - written) }
      if count <= 0 { exit(1) }
      written += count
    }
    bytes.removeAll(keepingCapacity: true)
  }
}

func read(
  _ path: String, _ options: ImportOptions, _ number: Int, to output: inout Output
) throws(ImportFileError) {
  let file = try ImportFile(path: path)
  let plan = try ImportPlan(file, options)
  var rows = try CommandRows(file, plan, from: plan.start, limits: Limits(), makesKeys: false)
  while let content = try rows.next() {
    output.append("{\"file\":\(number),\"row\":\(rows.number),\"content\":")
    switch content {
    case .blank: output.append("\"blank\"")
    case .unreadable(let reason): output.append("\"\(reason.code)\"")
    case .command:
      output.append("\"command\",\"command\":")
      output.append(rows.command)
    }
    output.append("}\n")
  }
}

/// Where a byte stands that is no text, as members of an object.
func location(_ error: ImportFileError) -> String {
  switch error {
  case .notUTF8(let cell, let offset), .notInEncoding(_, let cell, let offset):
    ",\"row\":\(cell.row),\"column\":\(cell.column ?? 0),\"byte\":\(offset)"
  default: ""
  }
}

var output = Output()
let name = CommandLine.arguments.dropFirst().first
if name == "--encodings" {
  for encoding in TextEncoding.allCases { print(encoding.rawValue) }
  exit(0)
}
var options = ImportOptions()
if name == "--mapping", CommandLine.arguments.count == 3 {
  options.columns = try ColumnMapping(reading: CommandLine.arguments[2]).options(TimeZoneDatabase())
} else if let name {
  guard let encoding = TextEncoding(rawValue: name) else { exit(64) }
  options.encoding = encoding
}
var number = 0
while let path = readLine() {
  do throws(ImportFileError) {
    try read(path, options, number, to: &output)
    output.append("{\"file\":\(number),\"error\":null}\n")
  } catch {
    let name = String("\(error)".prefix { $0 != "(" })
    output.append("{\"file\":\(number),\"error\":\"\(name)\"\(location(error))}\n")
  }
  number += 1
}
output.flush()
