/// Why a setting does not take a value.
struct ValueError: Error, Equatable {
  /// The end of a sentence that begins with the key.
  let problem: String
  /// What was given, to be shown where that is allowed.
  var value: String?
  /// `nil`: that of the setting.
  var remedy: String?
}
