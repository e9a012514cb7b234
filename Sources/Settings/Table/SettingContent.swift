/// A value for a setting as it was written, not checked yet.
enum SettingContent: Sendable, Equatable {
  case text(String)
  case list([String])
  /// A property of librdkafka.
  case property(name: String, value: String)

  /// The content of a text from a flag or a variable, where the elements of a list are separated by commas.
  init(_ text: String, for setting: Setting) {
    guard case .list = setting.type else {
      self = .text(text)
      return
    }
    self = .list(
      text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        let start = part.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
      })
  }
}
