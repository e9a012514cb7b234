internal import Platform

/// A job's name: 1 to 64 of `a-z 0-9 -`.
package struct JobName: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let text: String

  package static let rule = "1 to 64 of a-z 0-9 -"

  /// Nil when the text is no name of a job.
  package init?(_ text: String) {
    guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
    self.text = text
  }

  /// Makes up a name from the time of day, `20261130-040512-7q3xkd`.
  ///
  /// - Parameter milliseconds: since 1970.
  package static func madeUp(
    milliseconds: Int64, _ generator: inout some RandomNumberGenerator
  ) -> JobName {
    let time = UTCTimestamp(milliseconds: milliseconds).description.prefix(19)
    let digits = time.filter { $0 != "-" && $0 != ":" }.replacing("T", with: "-")
    // No vowel, so that no word comes out.
    let letters = Array("0123456789bcdfghjkmnpqrstvwxyz")
    let suffix = String((0..<6).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
    guard let name = JobName("\(digits)-\(suffix)") else {
      preconditionFailure("digits, hyphens and small letters make a name")
    }
    return name
  }

  package var description: String { text }

  package static func < (left: JobName, right: JobName) -> Bool { left.text < right.text }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "-")
  }
}
