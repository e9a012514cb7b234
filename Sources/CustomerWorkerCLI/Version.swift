import Kafka
import SimdJSON

/// The versions of the program and of its libraries.
enum Version {
  static let program = "0.1.0"

  /// A line for each.
  static var text: String {
    """
    \(CommandTable.program) \(program)
    librdkafka \(Library.version)
    simdjson \(unsafe String(cString: simdjson_version()))

    """
  }
}
