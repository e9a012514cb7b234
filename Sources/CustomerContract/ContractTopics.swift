/// The topics of commands and of their results.
public struct ContractTopics: Sendable, Equatable {
  public var commands = "customer.create.commands"
  public var accepted = "customer.create.accepted"
  public var rejected = "customer.create.rejected"

  public init() {}
}
