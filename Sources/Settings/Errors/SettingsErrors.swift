/// Every fault of the settings at once.
public struct SettingsErrors: Error, Sendable, Equatable, CustomStringConvertible {
  public let faults: [SettingError]

  public init(_ faults: [SettingError]) { self.faults = faults }

  /// Readable, without a line break at the end.
  public var description: String {
    let title = faults.count == 1 ? "1 fault in the settings:" : "\(faults.count) faults in the settings:"
    return ([title] + faults.map(\.description)).joined(separator: "\n")
  }
}
