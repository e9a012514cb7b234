internal import CustomerContract

/// The topics that the documents speak of: those that hold by default.
package struct ContractTopics: Sendable, Equatable {
  package var commands = "customer.create.commands"
  package var accepted = "customer.create.accepted"
  package var rejected = "customer.create.rejected"

  package init() {}
}
