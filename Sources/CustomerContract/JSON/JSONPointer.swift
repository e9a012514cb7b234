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
    append(segment: name.utf8)
  }

  mutating func append(_ name: PaddedBytes) {
    if isCut { return }
    unsafe append(segment: UnsafeBufferPointer(start: name.start, count: name.count))
  }

  mutating func append(_ index: Int) {
    if isCut { return }
    if index < 10 {
      append(segment: CollectionOfOne(UInt8(ascii: "0") + UInt8(index)))
    } else {
      append(segment: String(index).utf8)
    }
  }

  @inline(__always) private mutating func append(segment: some Collection<UInt8>) {
    // A name may be as long as the command, and so may hundreds of pointers below it: what cannot fit is not looked at.
    isCut = bytes.count + 1 + segment.count > Self.bytesMaximum
    if isCut { return }
    let start = bytes.count
    bytes.append(UInt8(ascii: "/"))
    for byte in segment {
      switch byte {
      case UInt8(ascii: "~"): bytes.append(text: "~0")
      case UInt8(ascii: "/"): bytes.append(text: "~1")
      default: bytes.append(byte)
      }
    }
    // With two bytes for each `~` and `/`.
    isCut = bytes.count > Self.bytesMaximum
    if isCut { bytes.removeLast(bytes.count - start) }
  }
}
