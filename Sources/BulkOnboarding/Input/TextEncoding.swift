/// An encoding that a file's text may be in, by its name in the WHATWG's Encoding Standard.
///
/// The list has what spreadsheets save where no Unicode was asked for: the code pages of Windows that map character by
/// character, their ISO relatives, and that of the old Macintosh.
public enum TextEncoding: String, Sendable, Codable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1253 = "windows-1253"
  case windows1254 = "windows-1254"
  case windows1256 = "windows-1256"
  case windows1257 = "windows-1257"
  case windows874 = "windows-874"
  case latin1 = "iso-8859-1"
  case latin2 = "iso-8859-2"
  case latin5 = "iso-8859-9"
  case latin9 = "iso-8859-15"
  case macintosh
  case shiftJIS = "shift_jis"
  case gbk
  case eucKR = "euc-kr"
  case big5

  /// The encoding that a byte-order mark tells; nil without one. The mark of UTF-32 is none of these.
  static func marked(by bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return .utf16LittleEndian }
    return nil
  }

  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// The name for `iconv_open` of glibc.
  var libraryName: String {
    switch self {
    case .windows1250: "CP1250"
    case .windows1251: "CP1251"
    case .windows1252: "CP1252"
    case .windows1253: "CP1253"
    case .windows1254: "CP1254"
    case .windows1256: "CP1256"
    case .windows1257: "CP1257"
    case .windows874: "CP874"
    // Those of East Asia are Windows' code pages 932, 949 and 936 too, which have more characters than the standards.
    case .shiftJIS: "CP932"
    case .eucKR: "UHC"
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .latin1, .latin2, .latin5, .latin9, .macintosh, .gbk, .big5:
      rawValue.uppercased()
    }
  }
}
