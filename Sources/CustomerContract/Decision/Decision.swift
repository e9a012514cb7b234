/// What was decided about one command.
///
/// A decision refers to its processor's memory and must be used before that decides the next command.
public struct Decision: ~Copyable {
  /// The errors of the first stage that failed, in the contract's order, up to the limit.
  public internal(set) var errors: [CommandError]
  /// The number of errors past the limit.
  public internal(set) var errorsOmitted: Int

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
    /// A command so large that no result has room for it: it was not copied.
    case omitted
  }

  let shownAs: Text
  /// The command's range in the processor's text.
  let command: Range<Int>
  /// The range of an accepted object's content, and its changes.
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
    errorsOmitted = 0
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
