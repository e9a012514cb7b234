/// The bounds of numbers in records of the jobs topic, which may hold anything: within them no sum overflows, and what is kept
/// for each row has room.
enum JobBounds {
  /// A row has two bits in memory: 1 GiB for the most rows.
  private static let rowsMaximum = 1 << 32
  static let bytes = 0...(1 << 56)
  /// Up to the end of the year 9999, in milliseconds since 1970.
  static let times: ClosedRange<Int64> = 0...253_402_300_799_999

  static func areCounts(_ counts: [Int]) -> Bool { counts.allSatisfy { (0...rowsMaximum).contains($0) } }

  /// Whether they can be offsets of partitions; -1 is none.
  static func areOffsets(_ offsets: [Int64]) -> Bool { offsets.allSatisfy { (-1...(1 << 62)).contains($0) } }
}
