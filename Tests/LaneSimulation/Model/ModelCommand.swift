/// The commands of the model's topic: what each holds and what must become of it follows from its position.
enum ModelCommand {
  /// The largest result that the model's brokers take.
  static let resultBytesMaximum = 2500
  private static let valid = command(legalName: "A")
  private static let large = command(legalName: String(repeating: "A", count: 3000))
  private static let incomplete = Array(#"{"legalName":"A"}"#.utf8)

  private static func command(legalName: String) -> [UInt8] {
    Array(#"{"legalName":"\#(legalName)","displayName":"A","customerType":"active"}"#.utf8)
  }

  static func value(_ partition: Int32, _ offset: Int64) -> [UInt8] {
    switch kind(partition, offset) {
    case .valid: valid
    case .large: large
    case .incomplete: incomplete
    case .notJSON: [0x78]
    case .empty: []
    }
  }

  /// Names the command in its key and its correlation id, and with them in its result.
  static func name(_ partition: Int32, _ offset: Int64) -> [UInt8] {
    Array("\(partition)/\(offset)".utf8)
  }

  static func isAccepted(_ partition: Int32, _ offset: Int64) -> Bool {
    kind(partition, offset) == .valid || kind(partition, offset) == .large
  }

  private enum Kind { case valid, large, incomplete, notJSON, empty }

  private static func kind(_ partition: Int32, _ offset: Int64) -> Kind {
    // A few results are too large for the brokers.
    if (offset &* 7 &+ Int64(partition)) % 23 == 5 { return .large }
    return switch (offset &* 5 &+ Int64(partition)) % 7 {
    case 0: .incomplete
    case 1: .notJSON
    case 2: .empty
    default: .valid
    }
  }
}
