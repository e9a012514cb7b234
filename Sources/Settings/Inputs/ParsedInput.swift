/// What one source gives: values, and the faults of the source itself.
struct InputReading: Sendable {
  var values: [GivenValue] = []
  var faults: [SettingFault] = []
}
