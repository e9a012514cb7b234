import Cmimalloc
import Kafka
import SimdJSON

/// The versions of the program and of its libraries.
enum Version {
  static let program = "0.1.0"

  /// A line for each.
  static var text: String {
    """
    \(CommandTable.program) \(program)
    librdkafka \(Librdkafka.version)
    simdjson \(unsafe String(cString: simdjson_version()))
    mimalloc \(mimalloc)

    """
  }

  /// The library gives 209 for 2.0.9.
  private static var mimalloc: String {
    let number = mi_version()
    return "\(number / 100).\(number / 10 % 10).\(number % 10)"
  }
}
