/// Every fault of the settings at once.
public struct SettingsErrors: Error, Sendable, Equatable, CustomStringConvertible {
  public let errors: [SettingError]

  public init(_ errors: [SettingError]) { self.errors = errors }

  /// The text for a user, without a line break at the end.
  public var description: String {
    let title = errors.count == 1 ? "1 fault in the settings:" : "\(errors.count) faults in the settings:"
    return ([title] + errors.map(\.description)).joined(separator: "\n")
  }
}
