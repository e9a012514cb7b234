/// What was decided about one command.
///
/// It refers to the bytes in its processor's memory and holds until that decides the next command.
public struct Decision {
  /// The errors of the first stage that failed, in the contract's order, up to the limit.
  public internal(set) var errors: [CommandError] = []
  /// How many more there are.
  public internal(set) var errorsOmitted = 0

  public var isAccepted: Bool { errors.isEmpty }

  /// How the command can be shown in a rejected result.
  enum Text {
    /// There is nothing to show.
    case none
    /// JSON within every limit.
    case json
    /// UTF-8.
    case text
    case bytes
  }

  var shownAs = Text.none
  /// The command's range in the processor's text.
  var command = 0..<0
  /// Accepted: the object's content, its defaults and its changes.
  var body = 0..<0
  var defaults = FieldSet()
  /// The caller's workspace, where the command does not name it.
  var filledWorkspace: [UInt8]?
  var event: EventAttributes?
  /// Set by the decider, which counts its decisions; 0 is that of none.
  var number: UInt64 = 0

  /// A rejection for one error of the command as a whole.
  init(rejectedFor error: CommandError, shownAs text: Text = .none, _ command: Range<Int> = 0..<0) {
    errors = [error]
    shownAs = text
    self.command = command
  }

  init(
    errors: [CommandError], errorsOmitted: Int = 0, shownAs text: Text, command: Range<Int>, event: EventAttributes?
  ) {
    self.errors = errors
    self.errorsOmitted = errorsOmitted
    shownAs = text
    self.command = command
    self.event = event
  }
}
