/// The headers that are read: those that the contract knows, and those that settings name.
///
/// A record may have a hundred thousand headers. No other one is kept, and telling so costs next to nothing.
struct HeaderFilter: Sendable {
  /// In lower case.
  let names: [[UInt8]]
  /// A bit for each length that a name has; the highest for all lengths from 63 on.
  private let lengths: UInt64

  init(rules: Rules, format: ResultFormat) {
    var names = HeaderTable.commands.map(\.name)
    if case .header(let name) = rules.workspace { names.append(HeaderName(name)) }
    names += format.copyHeaders.map { HeaderName($0) }
    self.names = Array(Set(names.flatMap { [$0.lowerCase] + ($0.hyphenated.map { [$0] } ?? []) }))
    lengths = self.names.reduce(0) { $0 | Self.bit($1.count) }
  }

  private static func bit(_ length: Int) -> UInt64 { 1 &<< UInt64(min(length, 63)) }

  /// The name in lower case, compared in its full length; nil when nobody asks for the header.
  func name(_ name: RawSpan) -> [UInt8]? {
    guard lengths & Self.bit(name.byteCount) != 0 else { return nil }
    return names.first { $0.count == name.byteCount && Self.isEqual($0, name) }
  }

  private static func isEqual(_ lowerCase: [UInt8], _ name: RawSpan) -> Bool {
    unsafe name.withUnsafeBytes { unsafe $0.elementsEqual(lowerCase) { HeaderName.lowerCased($0) == $1 } }
  }
}
