/// Something that happened and that an operator may want to know: one type for each kind.
///
/// No field may hold personal data: nothing of a command's value, key or headers.
public protocol Event: Sendable {
  /// The event's name, in lower-case words joined by hyphens; stable, for searches and alerts.
  static var name: String { get }
  /// The advice to an operator who reads the event: one sentence, or two.
  static var advice: String { get }

  var level: LogLevel { get }
  /// One sentence for a person, without capital letter and full stop.
  var message: String { get }
  var fields: [(name: String, value: FieldValue)] { get }
  /// The key that equal events of one name share; nil for an event that is written every time.
  ///
  /// The first of equal events is written, and then at most one a minute with the number of those between.
  var repetitionKey: String? { get }
}

extension Event {
  public var fields: [(name: String, value: FieldValue)] { [] }
  public var repetitionKey: String? { nil }
}
