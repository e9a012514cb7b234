/// The value of a field of a log line.
public enum FieldValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case string(String)
  case integer(Int64)

  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(_ value: some BinaryInteger) { self = .integer(Int64(clamping: value)) }
}
