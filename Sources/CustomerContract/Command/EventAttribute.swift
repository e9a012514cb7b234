/// An attribute of a CloudEvent, as far as its rules tell values apart.
enum EventAttribute {
  /// Not there, or null.
  case absent
  case notString
  /// A string of more than `RecordHeaders.valueBytesMaximum` bytes.
  case tooLong
  case text([UInt8])

  /// A header's value; nil is absent.
  init(_ header: [UInt8]?) {
    self = header.map(EventAttribute.text) ?? .absent
  }

  /// The attribute's text; nil when it has none that counts.
  var text: [UInt8]? {
    if case .text(let text) = self { text } else { nil }
  }
}
