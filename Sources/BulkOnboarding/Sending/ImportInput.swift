package import CustomerContract

/// A file to import, and how its rows become commands.
package final class ImportInput: Sendable {
  package let file: ImportFile
  package let plan: ImportPlan
  /// The limits of the workers.
  package let limits: Limits

  package init(file: consuming ImportFile, plan: ImportPlan, limits: Limits) {
    self.file = file
    self.plan = plan
    self.limits = limits
  }
}
