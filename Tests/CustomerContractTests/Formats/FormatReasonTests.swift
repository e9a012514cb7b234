import ContractTestSupport
import Testing

@testable import CustomerContract

@Suite struct FormatReasonTests {
  /// `reason` or `reason at`, as the result has them.
  static func found(_ field: String, _ value: String) throws -> String {
    var json: [UInt8] = []
    json.appendJSON(value)
    let decided = Decided(command("\"\(field)\":" + String(decoding: json, as: UTF8.self)))
    let error = try decided.firstError
    #expect(error["code"] as? String == "invalid_format", "\(value)")
    let at = (error["at"] as? Int).map { " \($0)" } ?? ""
    return (error["reason"] as? String ?? "") + at
  }

  @Test(arguments: [
    ("2024-01-15T09:00:00", "missing_offset"), ("2024-01-15T09:00:00.123", "missing_offset"),
    ("2024-01-15T09:00:00+0000", "offset_without_colon 22"),
    ("2024-01-15T09:00:00.000-0530", "offset_without_colon 26"),
    ("2024-01-15T09:00:00+01", "offset_without_colon"), ("2024-01-15", "missing_time"), ("2024-01-15T", "missing_time"),
    ("2024-01-15Z", "missing_time"), ("2024-01-15+02:00", "missing_time"), ("2024-01-15T09:00Z", "missing_seconds"),
    ("2024-01-15T09:00+01:00", "missing_seconds"), ("2024-01-15 09:00:00Z", "space_for_t 10"),
    ("2024-01-15 09:00:00", "space_for_t"), ("2023-02-29T10:00:00Z", "impossible_date"),
    ("2024-13-01T10:00:00Z", "impossible_date"), ("2024-01-15T24:00:00Z", "impossible_date"),
    ("2024-01-15T12:59:60Z", "impossible_date"), ("2024-01-15T10:00:00+24:00", "impossible_date"),
    ("2024-1-15T09:00:00Z", "not_rfc3339 6"), ("15.01.2024 09:00", "not_rfc3339 2"), ("yesterday", "not_rfc3339 0"),
    ("1705309200", "not_rfc3339 4"), ("2024-01-15T09:00:00Z ", "not_rfc3339 20"),
    ("2024-01-15T09:00:00,5Z", "not_rfc3339 19"), ("2024-01-15T09:00:00+01:00[Europe/Berlin]", "not_rfc3339 25"),
    ("٢024-01-15T09:00:00Z", "not_rfc3339 0"), ("2024-01-15T09:00:00 +01:00", "not_rfc3339 19"),
    ("2024", "not_rfc3339"),
  ])
  func `A date and time`(_ value: String, _ found: String) throws {
    #expect(try Self.found("customerSince", value) == found)
  }

  @Test(arguments: [
    ("ida.holm.example.com", "no_at"), ("n/a", "no_at"), ("ida＠example.com", "not_ascii 3"),
    ("ida.holm@example.com ", "space 20"), (" ida@example.com", "space 0"), ("ida holm@example.com", "space 3"),
    ("ida@exam ple.com", "space 8"), ("\u{200B}ida@example.com", "not_ascii 0"), ("info@köln.example", "not_ascii 6"),
    ("jürgen@example.com", "not_ascii 1"), ("Ida Holm <ida@example.com>", "display_name"),
    ("<ida@example.com>", "display_name"), ("Jürgen <j@example.com>", "display_name"),
    ("a@example.com, b@example.com", "several"), ("a@example.com;b@example.com", "several"),
    ("a@example.com b@example.com", "several"), ("ida..holm@example.com", "local_part 4"),
    (".ida@example.com", "local_part 0"), ("ida.@example.com", "local_part 4"), ("@example.com", "local_part 0"),
    ("mailto:ida@example.com", "local_part 6"), ("ida@-example.com", "domain 4"), ("ida@example..com", "domain 12"),
    ("ida@example.com.", "domain"), ("ida@", "domain"), ("ida@exa_mple.com", "domain 7"),
    ("ida@[127.0.0.300]", "domain"),
    ("a@b@example.com", "domain 3"), ("\"ida@example.com", "local_part"),
  ])
  func `An address`(_ value: String, _ found: String) throws {
    #expect(try Self.found("primaryEmail", value) == found)
  }

  @Test(arguments: [
    ("www.example.com", "missing_scheme"), ("//example.com/", "missing_scheme"), ("/about", "missing_scheme"),
    ("1http://example.com", "missing_scheme"), ("https//example.com", "missing_scheme"), ("Acme Ltd", "missing_scheme"),
    (" https://example.com", "space 0"), ("https://example.com/press kit", "space 25"),
    ("https://example.com ", "space 19"), ("https://exa mple.com", "space 11"),
    ("https://example.com/información.pdf", "not_ascii 29"), ("https://münchen.example", "not_ascii 9"),
    ("\u{200B}https://example.com", "not_ascii 0"), ("https://example.com/?tag[]=1", "illegal_character 24"),
    ("https://example.com/<x>", "illegal_character 20"), ("https://example.com\\about", "illegal_character 19"),
    ("https://example.com/#a#b", "illegal_character 22"), ("https://example.com/{id}", "illegal_character 20"),
    ("https://example.com/50%-off", "percent 22"), ("https://example.com/%", "percent 20"),
    ("https://exa%zzmple.com", "percent 11"), ("https://[::1", "host"), ("https://example.com:80a/", "host"),
    ("https://[127.0.0.1]/", "host"),
  ])
  func `A URI`(_ value: String, _ found: String) throws {
    #expect(try Self.found("website", value) == found)
  }

  @Test func `What is wrong is found for every invalid string, and a character at fault is in it`() {
    let alphabet = Array("2024-01T:5Z+.@<> ,a:/?#[]%é\"")
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<20_000 {
      let text = String((0..<next(24)).map { _ in alphabet[next(alphabet.count)] })
      for format in StringFormat.allCases {
        PaddedBytes.withCopy(of: Array(text.utf8)) { bytes in
          let violation = format.violation(of: bytes)
          #expect(!violation.reasons.isEmpty)
          #expect(violation.reasons.allSatisfy { $0.formats.contains(format) }, "\(format): \(text)")
          if let offset = violation.offset { #expect(offset < bytes.count, "\(format): \(text)") }
        }
      }
    }
  }
}
