/// A JSON Pointer (RFC 6901) to a member of the command.
package struct JSONPointer {
  /// A longer one becomes its parent's.
  package static let bytesMaximum = JSONPointers.bytesMaximum

  /// UTF-8.
  let bytes: [UInt8]

  init(_ name: String) {
    bytes = Array("/\(name.replacing("~", with: "~0").replacing("/", with: "~1"))".utf8)
  }
}
