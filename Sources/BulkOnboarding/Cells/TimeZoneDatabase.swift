internal import Glibc

/// The system's database of time zones: a folder with a file for each zone.
public struct TimeZoneDatabase: Sendable {
  /// Where Debian's package tzdata puts it.
  public static let usualFolder = "/usr/share/zoneinfo"
  private static let fileBytesMaximum = 1 << 20

  private let folder: String

  public init(_ folder: String = usualFolder) { self.folder = folder }

  /// Reads the rules of a zone. `UTC` needs no database.
  public func rules(of name: String) throws(TimeZoneError) -> TimeZoneRules {
    if name == TimeZoneRules.utc.name { return .utc }
    guard Self.isName(name),
      let bytes = SmallFile.read("\(folder)/\(name)", bytesMaximum: Self.fileBytesMaximum)
    else {
      throw unsafe access(folder, X_OK) == 0 ? .unknown(name, folder: folder) : .noDatabase(folder: folder)
    }
    guard let rules = TimeZoneFile.rules(name, bytes) else { throw .unreadable(name, folder: folder) }
    return rules
  }

  /// Whether a text can name a zone, and so no file outside the folder.
  private static func isName(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return text.utf8.count <= 100
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { "+-_".utf8.contains($0) || isLetterOrDigit($0) }
      }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    let character = Character(UnicodeScalar(byte))
    return character.isASCII && (character.isLetter || character.isNumber)
  }
}

/// The reason why a time zone's rules are not to be had.
public enum TimeZoneError: Error, Equatable, Sendable {
  case noDatabase(folder: String)
  case unknown(String, folder: String)
  case unreadable(String, folder: String)

  /// What is wrong and what to do, in one line.
  public func message(_ show: (String) -> String) -> String {
    switch self {
    case .noDatabase(let folder):
      "this machine has no time zones in \(show(folder)); install the package tzdata, or give UTC"
    case .unknown(let name, let folder):
      "\(show(folder)) has no time zone \"\(show(name))\"; give a name such as Europe/Berlin, or UTC"
    case .unreadable(let name, let folder):
      "the file of \(show(name)) in \(show(folder)) is no time zone of TZif version 2; install the package tzdata"
    }
  }
}
