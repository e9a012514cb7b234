/// The reason why a setting does not take a value.
struct ValueError: Error, Equatable {
  /// The end of a sentence that begins with the key.
  let problem: String
  /// The value, to be shown where that is allowed; nil when the problem names what is wrong.
  var value: String?
  /// The remedy; nil for that of the setting.
  var remedy: String?
}
