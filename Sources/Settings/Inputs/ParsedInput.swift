/// What one source gives: values, and the faults of the source itself.
struct ParsedInput: Sendable {
  var values: [SuppliedValue] = []
  var faults: [SettingError] = []
}
