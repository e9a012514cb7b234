/// A JSON Pointer (RFC 6901) as it is built from names and indexes.
package struct JSONPointer {
  /// A longer one becomes its parent's: a member's name may be as long as the command.
  package static let bytesMaximum = 1024

  /// UTF-8.
  private(set) var bytes: [UInt8] = []
  private var isCut = false

  init() {
    bytes.reserveCapacity(48)
  }

  init(_ name: String) {
    append(escaped: Array(name.utf8))
  }

  mutating func append(_ name: PaddedBytes) {
    // A name may be as long as the command, and so may hundreds of pointers below it: what cannot fit is not looked at.
    isCut = isCut || bytes.count + 1 + name.count > Self.bytesMaximum
    if isCut { return }
    if name.contains(UInt8(ascii: "~")) || name.contains(UInt8(ascii: "/")) { return append(escaped: name.array) }
    bytes.append(UInt8(ascii: "/"))
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: name.start, count: name.count))
  }

  mutating func append(_ index: Int) {
    isCut = isCut || bytes.count + 1 + 20 > Self.bytesMaximum
    if isCut { return }
    bytes.append(UInt8(ascii: "/"))
    let start = bytes.count
    var rest = index
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    if bytes.count > start + 1 { bytes[start...].reverse() }
  }

  /// Appends a name with two bytes for each `~` and `/`.
  private mutating func append(escaped name: [UInt8]) {
    let marks = name.reduce(0) { $0 + ($1 == UInt8(ascii: "~") || $1 == UInt8(ascii: "/") ? 1 : 0) }
    isCut = bytes.count + 1 + name.count + marks > Self.bytesMaximum
    if isCut { return }
    bytes.append(UInt8(ascii: "/"))
    for byte in name {
      switch byte {
      case UInt8(ascii: "~"): bytes.append(text: "~0")
      case UInt8(ascii: "/"): bytes.append(text: "~1")
      default: bytes.append(byte)
      }
    }
  }
}
