/// How commands are decided, where the contract leaves a choice.
public struct Rules: Sendable, Equatable {
  /// What happens to members that are not in the field table.
  public enum UnknownFields: String, Sendable, CaseIterable { case reject, drop, keep }
  /// What a null means in a field that does not take any JSON.
  public enum NullFields: String, Sendable, CaseIterable { case reject, absent }

  /// What an empty string means in a field that is no free text: an enumeration, a format, a boolean, an integer, an object,
  /// or the workspace.
  public enum EmptyStrings: String, Sendable, CaseIterable { case keep, absent }

  public enum Workspace: Sendable, Equatable {
    /// `workspaceId` is the command's own.
    case open
    /// The header of that name says which workspace the caller belongs to.
    case header(name: String)
  }

  public var unknownFields = UnknownFields.reject
  public var nullFields = NullFields.reject
  public var emptyStrings = EmptyStrings.keep
  public var workspace = Workspace.open
  /// The CloudEvents types that are create-customer commands.
  public var eventTypes = ["customer.create"]
  public var limits = Limits()

  public init() {}
}
