/// The headers of a record: names compare without case, and of several with one name the last counts.
///
/// A value of more than `valueBytesMaximum` bytes counts as absent.
public struct RecordHeaders: Sendable {
  /// Longer values are no identifiers, and results have to fit.
  public static let valueBytesMaximum = 1024

  private struct Entry {
    /// In lower case.
    var name: [UInt8]
    var value: [UInt8]?
  }

  private var entries: [Entry] = []

  public init() {}

  public var isEmpty: Bool { entries.isEmpty }

  public mutating func removeAll() {
    if !entries.isEmpty { entries.removeAll(keepingCapacity: true) }
  }

  /// - Parameter value: nil is a null value, which counts as absent.
  public mutating func append(name: RawSpan, value: RawSpan?) {
    guard name.byteCount <= Self.valueBytesMaximum else { return }
    let lowerCase = unsafe name.withUnsafeBytes { name in
      unsafe name.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    }
    var kept: [UInt8]?
    if let value, value.byteCount <= Self.valueBytesMaximum {
      kept = unsafe value.withUnsafeBytes { unsafe Array($0) }
    }
    entries.append(Entry(name: lowerCase, value: kept))
  }

  public mutating func append(name: String, value: String) {
    unsafe append(name: name.utf8Span.span.bytes, value: value.utf8Span.span.bytes)
  }

  /// - Parameter name: in lower case.
  subscript(name: HeaderName) -> [UInt8]? {
    guard !entries.isEmpty, let entry = entries.last(where: { $0.name == name.lowerCase }) else { return nil }
    return entry.value
  }
}
