/// A JSON Pointer (RFC 6901) as it is built from names and indexes.
struct Pointer {
  /// A longer one becomes its parent's: a member's name may be as long as the command.
  static let bytesMaximum = 1024

  private(set) var text = ""
  private var isCut = false

  init() {}

  mutating func append(_ name: ByteView) {
    isCut = isCut || text.utf8.count + name.count >= Self.bytesMaximum
    if !isCut { append(name.text) }
  }

  mutating func append(_ name: String) {
    var segment = "/"
    guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return append(segment: segment + name)
    }
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": segment += "~0"
      case "/": segment += "~1"
      default: segment.unicodeScalars.append(scalar)
      }
    }
    append(segment: segment)
  }

  mutating func append(_ index: Int) {
    append(segment: "/\(index)")
  }

  private mutating func append(segment: String) {
    isCut = isCut || text.utf8.count + segment.utf8.count > Self.bytesMaximum
    if !isCut { text += segment }
  }
}
