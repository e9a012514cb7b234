@testable internal import CustomerContract

/// The settings that an input's first byte chooses.
struct FuzzSettings {
  let number: Int
  var rules = Rules()
  var format = ResultFormat()

  init(_ byte: UInt8) {
    number = Int(byte) % 96
    rules.unknownFields = [.reject, .drop, .keep][number % 3]
    rules.nullFields = number / 3 % 2 == 0 ? .reject : .absent
    rules.workspace = number / 6 % 2 == 0 ? .open : .header(name: "workspace-id")
    format.mode = number / 12 % 2 == 0 ? .binary : .structured
    format.copyHeaders = ["job-id"]
    rules.emptyStrings = number / 48 == 0 ? .keep : .absent
    if number / 24 % 2 == 1 {
      rules.limits.commandBytes = 600
      rules.limits.depth = 4
      rules.limits.members = 6
      // As long as the longest name of a field.
      rules.limits.nameBytes = 18
      rules.limits.numberCharacters = 12
      rules.limits.errors = 3
    }
  }
}
