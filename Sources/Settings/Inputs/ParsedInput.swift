/// The values that one source gives, and the faults of the source itself.
struct ParsedInput: Sendable {
  var values: [SuppliedValue] = []
  var errors: [SettingError] = []
}
