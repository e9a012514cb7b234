/// The correlation of a row, `JOB/ROW`: written with its command and read from its result.
struct RowCorrelation {
  private let prefix: [UInt8]

  init(_ job: JobName) { prefix = Array("\(job)/".utf8) }

  /// The most bytes that a correlation takes.
  var byteCountMaximum: Int { prefix.count + 20 }

  /// Writes the correlation of a row; returns the number of bytes.
  @unsafe func write(_ row: Int, to room: UnsafeMutableRawBufferPointer) -> Int {
    unsafe room.copyBytes(from: prefix)
    var digits = 1
    var bound = 10
    while row >= bound, digits < 19 {
      digits += 1
      bound = bound.multipliedReportingOverflow(by: 10).partialValue
    }
    var rest = row
    for index in stride(from: prefix.count + digits - 1, through: prefix.count, by: -1) {
      unsafe room[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    return prefix.count + digits
  }

  /// The row of a correlation; nil where it is no canonical one of this job.
  @unsafe func row(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    guard range.count > prefix.count else { return nil }
    for index in prefix.indices where unsafe bytes[range.lowerBound + index] != prefix[index] { return nil }
    let digits = (range.lowerBound + prefix.count)..<range.upperBound
    // A row's number has no zero before it.
    guard unsafe bytes[digits.lowerBound] != UInt8(ascii: "0"), let row = unsafe ResultView.number(bytes, digits) else {
      return nil
    }
    return Int(row)
  }
}
