/// A setting is taken but is probably not what its user wants.
public struct SettingWarned: Event {
  public static let name = "setting-warning"
  public static let advice =
    "The message says what to do. customer-worker check-config shows all of them with their locations."

  public let key: String
  public let problem: String
  public let remedy: String

  public init(key: String, problem: String, remedy: String) {
    self.key = key
    self.problem = problem
    self.remedy = remedy
  }

  public var level: LogLevel { .warning }
  public var message: String { "\(key) \(problem); \(remedy)" }
  public var fields: [(name: String, value: FieldValue)] {
    [("key", .string(key))]
  }
}
