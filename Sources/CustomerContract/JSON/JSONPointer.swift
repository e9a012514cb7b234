/// A JSON Pointer (RFC 6901) to a member of the command.
package struct JSONPointer {
  /// A longer one becomes its parent's.
  package static let bytesMaximum = JSONPointers.bytesMaximum

  /// UTF-8, as it is between the quotes of a JSON string.
  let json: [UInt8]

  init(_ name: String) {
    var json: [UInt8] = []
    json.appendEscaped("/\(name.replacing("~", with: "~0").replacing("/", with: "~1"))".utf8)
    self.json = json
  }
}
