/// The members of a structured CloudEvent (CloudEvents JSON format, section 3).
struct CloudEventEnvelope {
  var attributes = EventRules.Attributes()
  var correlationID: [UInt8]?
  /// The token of `data`; nil when it is absent or null.
  var data: Int?
  /// The type of `data`; nil when the event does not have the member.
  var dataKind: JSONKind?
  /// The range of the object that `data` is.
  var object = 0..<0
  /// The token of `data_base64`; nil when it is absent or null.
  var base64: Int?
  var base64IsString = false
}
