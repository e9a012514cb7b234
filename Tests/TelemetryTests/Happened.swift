@testable import Telemetry

/// An event of the tests.
struct Happened: Event {
  static let name = "something-happened"
  static let advice = "Nothing."

  var level = LogLevel.warning
  var message: String
  var fields: [(name: String, value: FieldValue)] = []
  var repetitionKey: String?
}
