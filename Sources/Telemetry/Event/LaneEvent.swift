/// An event of one lane, whose number is the first field.
public protocol LaneEvent: Event {
  var lane: Int { get }
  /// The fields behind the lane's number.
  var ownFields: [(name: String, value: FieldValue)] { get }
}

extension LaneEvent {
  public var ownFields: [(name: String, value: FieldValue)] { [] }

  public var fields: [(name: String, value: FieldValue)] { [("lane", FieldValue(lane))] + ownFields }
}
