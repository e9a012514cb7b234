internal import CustomerContract
internal import FoundationEssentials
internal import Glibc

extension ColumnMapping {
  private static let fileBytesMaximum = 8 << 20

  /// Reads a mapping file.
  public init(reading path: String) throws(ColumnMappingError) {
    guard let bytes = SmallFile.read(path, bytesMaximum: Self.fileBytesMaximum) else {
      throw .unreadable(SystemError.current)
    }
    try self.init(json: bytes)
  }

  init(json: [UInt8]) throws(ColumnMappingError) {
    do {
      self = try JSONDecoder().decode(ColumnMapping.self, from: Data(json))
    } catch let error as ColumnMappingError {
      throw error
    } catch let error as DecodingError {
      throw .notMapping(Self.text(error))
    } catch {
      throw .notMapping("it is not JSON")
    }
  }

  /// The JSON object, a member a line, by name.
  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("strings can always be written as JSON") }
    return Array(data) + [0x0A]
  }

  /// Writes the mapping to a new file. A file that is there is left as it is: one with the same mapping is no error.
  public func write(to path: String) throws(ColumnMappingError) {
    let descriptor = FileDescriptor(unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644))
    guard descriptor.isOpen else {
      guard errno == EEXIST else { throw .cannotWrite(SystemError.current) }
      guard (try? ColumnMapping(reading: path)) == self else { throw .exists }
      return
    }
    let json = json
    guard unsafe Glibc.write(descriptor.number, json, json.count) == json.count else {
      throw .cannotWrite(SystemError.current)
    }
  }

  private static func text(_ error: DecodingError) -> String {
    func at(_ path: [any CodingKey], _ what: String) -> String {
      path.isEmpty ? what : path.map(\.stringValue).joined(separator: ".") + ": " + what
    }
    return switch error {
    case .dataCorrupted(let context):
      at(context.codingPath, context.codingPath.isEmpty ? "it is not JSON" : context.debugDescription)
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      at(context.codingPath, "the value is of another type")
    case .keyNotFound(let key, let context): at(context.codingPath, "\(key.stringValue) is missing")
    @unknown default: "it is not JSON"
    }
  }
}

extension ColumnMapping: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case version, columns, keyColumn, dates, timeZone, decimal, values
  }

  /// The name of any member.
  private struct AnyName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  public init(from decoder: any Decoder) throws {
    let version = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .version)
    guard version <= Self.version else { throw ColumnMappingError.newer(version: version) }
    let known = CodingKeys.allCases.map(\.rawValue)
    for name in try decoder.container(keyedBy: AnyName.self).allKeys.map(\.stringValue).sorted()
    where !known.contains(name) {
      throw ColumnMappingError.unknownMember(name, suggestion: Suggestions(known).nearest(to: name))
    }
    let members = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    columns = try members.decodeIfPresent([String: String?].self, forKey: .columns) ?? [:]
    keyColumn = try members.decodeIfPresent(String.self, forKey: .keyColumn)
    dates = try members.decodeIfPresent(String.self, forKey: .dates)
    timeZone = try members.decodeIfPresent(String.self, forKey: .timeZone)
    decimal = try members.decodeIfPresent(DecimalMark.self, forKey: .decimal)
    values = try members.decodeIfPresent([String: [String: String]].self, forKey: .values) ?? [:]
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(Self.version, forKey: .version)
    try members.encode(columns, forKey: .columns)
    try members.encodeIfPresent(keyColumn, forKey: .keyColumn)
    try members.encodeIfPresent(dates, forKey: .dates)
    try members.encodeIfPresent(timeZone, forKey: .timeZone)
    try members.encodeIfPresent(decimal, forKey: .decimal)
    if !values.isEmpty { try members.encode(values, forKey: .values) }
  }
}
