internal import CustomerContract

/// Which texts a setting takes.
enum TextRule: Sendable {
  /// Any visible text; Kafka's names of groups and the types of events are so.
  case name
  /// Kafka's rule for topics (`org.apache.kafka.common.internals.Topic`).
  case topic
  /// Kafka's rule for `group.instance.id` is that for topics; a lane's number comes behind it.
  case instance
  case servers
  case headerName
  /// The name of a header to copy: not one that results have already.
  case copiedHeader
  /// RFC 3986, `URI-reference`: its characters. The text goes into every result.
  case reference
  case assignor
  /// Where to listen, or nowhere.
  case listenAddress

  /// The assignors of the eager protocol: a lane gives up all of its partitions before it gets others.
  static let assignors = ["range", "roundrobin"]

  /// The description of a right text, as the end of a sentence.
  var meaning: String {
    switch self {
    case .name: "a name (1 to 200 bytes without control characters)"
    case .topic: "a topic name (1 to 249 of a-z A-Z 0-9 . _ -, but not . or ..)"
    case .instance: "1 to 240 of a-z A-Z 0-9 . _ -"
    case .servers: "HOST or HOST:PORT, comma separated"
    case .headerName: "a header name (1 to 255 visible ASCII characters)"
    case .copiedHeader: "a header name (1 to 255 visible ASCII characters, but none that results have anyway)"
    case .reference: "a URI reference (RFC 3986; 1 to 512 characters)"
    case .assignor: SettingType.either(Self.assignors)
    case .listenAddress: "an IP address and a port, as 127.0.0.1:8464 or [::]:8464, or off"
    }
  }

  var placeholder: String {
    switch self {
    case .name: "NAME"
    case .topic: "TOPIC"
    case .instance: "ID"
    case .servers: "HOST:PORT,..."
    case .headerName, .copiedHeader: "HEADER"
    case .reference: "URI"
    case .assignor: "NAME"
    case .listenAddress: "IP:PORT|off"
    }
  }

  func allows(_ text: String) -> Bool {
    switch self {
    case .name:
      (1...200).contains(text.utf8.count)
        && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    case .topic: Self.isName(text, length: 1...249) && text != "." && text != ".."
    case .instance: Self.isName(text, length: 1...240)
    case .servers: BrokerAddress.list(text) != nil
    case .headerName: Self.isVisible(text)
    case .copiedHeader: Self.isVisible(text) && !Self.isWritten(text.lowercased())
    case .reference: (1...512).contains(text.utf8.count) && text.utf8.allSatisfy(Self.isReferenceByte)
    case .assignor: Self.assignors.contains(text)
    case .listenAddress: text == WorkerSettings.HTTP.off || ListenAddress(text) != nil
    }
  }

  private static func isName(_ text: String, length: ClosedRange<Int>) -> Bool {
    length.contains(text.utf8.count) && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || "._-".utf8.contains($0) }
  }

  private static func isVisible(_ text: String) -> Bool {
    (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }

  /// Whether results have a header of this name anyway. Every name of a CloudEvents attribute counts, in both spellings
  /// of its prefix: a copy would change which event a result is.
  private static func isWritten(_ name: String) -> Bool {
    name.hasPrefix("ce_") || name.hasPrefix("ce-")
      || HeaderTable.results.contains { $0.name.lowerCase.elementsEqual(name.utf8) }
  }

  private static func isReferenceByte(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
  }
}
