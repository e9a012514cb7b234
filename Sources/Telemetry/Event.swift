/// Something that happened and that an operator may want to know: one type for each kind.
///
/// No field may hold personal data: nothing of a command's value, key or headers.
public protocol Event: Sendable {
  /// The event's name, in lower-case words joined by hyphens; stable, for searches and alerts.
  static var name: String { get }
  var level: LogLevel { get }
  /// One sentence for a person.
  var message: String { get }
  var fields: [(name: String, value: FieldValue)] { get }
}

extension Event {
  public var fields: [(name: String, value: FieldValue)] { [] }
}
