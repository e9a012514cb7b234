/// The headers of a record that the contract reads: names compare without case, and of several with one name the last
/// counts.
///
/// A value of more than `valueBytesMaximum` bytes counts as absent. All other headers are not kept.
public struct RecordHeaders: Sendable {
  /// Longer values are no identifiers, and results have to fit.
  public static let valueBytesMaximum = 1024

  private struct Entry {
    /// In lower case.
    var name: [UInt8]
    var value: [UInt8]?
  }

  private let filter: HeaderFilter
  /// One entry for each name at most.
  private var entries: [Entry] = []
  /// The record has headers that cannot be read, so its command is rejected: which workspace, event or idempotency key it
  /// has is not known.
  public var areUnreadable = false

  /// Makes room for the headers of one record after the other.
  ///
  /// - Parameters:
  ///   - rules: Those of the processor that decides the records: they may name a header with the workspace.
  ///   - format: That of the same processor: it may name headers to be copied.
  public init(rules: Rules = Rules(), format: ResultFormat = ResultFormat()) {
    filter = HeaderFilter(rules: rules, format: format)
  }

  /// Whether no header of the record is read.
  public var isEmpty: Bool { entries.isEmpty }

  public mutating func removeAll() {
    areUnreadable = false
    if !entries.isEmpty { entries.removeAll(keepingCapacity: true) }
  }

  /// - Parameter value: nil is a null value, which counts as absent.
  public mutating func append(name: RawSpan, value: RawSpan?) {
    guard let lowerCase = filter.name(name) else { return }
    var kept: [UInt8]?
    if let value, value.byteCount <= Self.valueBytesMaximum {
      kept = unsafe value.withUnsafeBytes { unsafe Array($0) }
    }
    if let index = entries.firstIndex(where: { $0.name == lowerCase }) {
      entries[index].value = kept
    } else {
      entries.append(Entry(name: lowerCase, value: kept))
    }
  }

  public mutating func append(name: String, value: String) {
    unsafe append(name: name.utf8Span.span.bytes, value: value.utf8Span.span.bytes)
  }

  subscript(name: HeaderName) -> [UInt8]? {
    if entries.isEmpty { return nil }
    return value(name.lowerCase) ?? name.hyphenated.flatMap(value)
  }

  /// The value of `content-type` or of an event's attribute, without one pair of surrounding double quotes: some versions of
  /// Spring for Apache Kafka write strings as JSON.
  func unquoted(_ name: HeaderName) -> [UInt8]? { self[name]?.withoutQuotes }

  private func value(_ lowerCase: [UInt8]) -> [UInt8]? {
    entries.first { $0.name == lowerCase }?.value
  }
}

extension [UInt8] {
  /// The bytes without one pair of double quotes around them.
  var withoutQuotes: [UInt8] {
    let quote = UInt8(ascii: "\"")
    return count >= 2 && first == quote && last == quote ? Array(dropFirst().dropLast()) : self
  }
}
