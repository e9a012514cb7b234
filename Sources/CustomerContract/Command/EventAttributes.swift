/// The attributes of a CloudEvent that a command came in, as far as the result has to do with them.
struct EventAttributes: Equatable {
  var id: [UInt8]
  var source: [UInt8]
  /// The attribute `correlationid` of a structured event; nil for a binary one, whose attribute is a header like any other.
  var correlationID: [UInt8]?
}

/// A CloudEvent that a command came in, and what is wrong with its attributes.
struct CommandEvent {
  var attributes: EventAttributes
  var errors: [CommandError]
}
