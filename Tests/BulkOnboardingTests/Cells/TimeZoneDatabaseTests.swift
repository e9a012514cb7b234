import Foundation
import SeededRandomness
import Testing

@testable import BulkOnboarding

@Suite struct TimeZoneDatabaseTests {
  @Test func `Rules that are stored are the same rules`() throws {
    let rules = try TimeZoneDatabase().rules(of: "Europe/Berlin")
    #expect(rules.name == "Europe/Berlin" && rules.rule?.text == "CET-1CEST,M3.5.0,M10.5.0/3")
    #expect(try JSONDecoder().decode(TimeZoneRules.self, from: JSONEncoder().encode(rules)) == rules)
  }

  @Test func `A file of zones that is cut short or changed is refused or read, and nothing else happens`() throws {
    let path = TimeZoneDatabase.usualFolder + "/Europe/Berlin"
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(TimeZoneFile.rules("x", bytes) != nil)
    for count in 0..<bytes.count { #expect(TimeZoneFile.rules("x", Array(bytes.prefix(count))) == nil) }
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      var changed = bytes
      for _ in 0..<3 {
        changed[Int(generator.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: generator.next())
      }
      if let rules = TimeZoneFile.rules("x", changed) {
        _ = rules.offset(of: try #require(LocalTime(year: 2024, month: 3, day: 31, hour: 2)))
      }
    }
  }

  @Test(arguments: ["Europe/Berln", "", "../../etc/passwd", "/etc/passwd", "Europe", "Europe/", "zone.tab"])
  func `A name that is no zone is refused`(name: String) throws {
    #expect(throws: TimeZoneError.self) { try TimeZoneDatabase().rules(of: name) }
  }

  @Test func `A machine without zones says what to install`() {
    #expect(throws: TimeZoneError.noDatabase(folder: "/nonexistent")) {
      try TimeZoneDatabase("/nonexistent").rules(of: "Europe/Berlin")
    }
    #expect(
      TimeZoneError.noDatabase(folder: "/x").message { $0 }
        == "this machine has no time zones in /x; install the package tzdata, or give UTC")
    #expect(
      TimeZoneError.unknown("Berlin", folder: "/x").message { $0 }
        == #"/x has no time zone "Berlin"; give a name such as Europe/Berlin, or UTC"#)
  }
}
