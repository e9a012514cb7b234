import CustomerContract
import Testing

@testable import Settings

@Suite struct SettingTableTests {
  @Test func `Flags and variables follow from the key`() throws {
    let setting = try #require(Setting.all.first { $0.key == "kafka.bootstrapServers" })
    #expect(setting.flag == "--kafka-bootstrap-servers")
    #expect(setting.variable == "CUSTOMER_WORKER_KAFKA_BOOTSTRAP_SERVERS")
  }

  @Test func `No two settings share a name`() {
    #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
    #expect(Set(Setting.all.map(\.flag)).count == Setting.all.count)
    // A variable with `_FILE` behind it names a secret's file.
    let variables = Setting.all.flatMap { [$0.variable, $0.variable + "_FILE"] }
    #expect(Set(variables).count == variables.count)
  }

  @Test(arguments: Setting.all.map(\.key))
  func `A setting takes its own default`(_ key: String) throws {
    let setting = try #require(Setting.all.first { $0.key == key })
    let text = setting.type.text(in: WorkerSettings())
    guard !text.isEmpty else { return }
    let loaded = try WorkerSettings.load(flags: [(setting.flag, text)], environment: [:], file: nil)
    #expect(loaded.settings == WorkerSettings())
    #expect(loaded.source(of: key) == .flag(setting.flag))
  }

  @Test(arguments: Setting.all.filter { $0.bounds != nil }.map(\.key))
  func `A number outside its bounds is a fault`(_ key: String) throws {
    let setting = try #require(Setting.all.first { $0.key == key })
    let bounds = try #require(setting.bounds)
    for value in [bounds.lowerBound - 1, bounds.upperBound + 1] {
      let error = #expect(throws: SettingsErrors.self) {
        try WorkerSettings.load(flags: [], environment: [setting.variable: String(value)], file: nil)
      }
      #expect(
        error?.errors == [
          SettingError(
            source: .variable(setting.variable), key: key,
            problem: "must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound), not \"\(value)\"",
            remedy: "correct it, or take it out for the default: \(setting.defaultText)")
        ])
    }
  }

  @Test func `Sentences begin without a capital letter and end without a full stop`() {
    for setting in Setting.all {
      #expect(setting.sentence.first?.isLowercase == true && !setting.sentence.hasSuffix("."))
    }
  }

  @Test(arguments: [
    ("k1", true), ("k1:9092", true), ("k1:9092, k2:9092", true), ("[::1]:9092", true), ("[::1]", true),
    ("SSL://k1:9092", true), ("", false), ("k1,", false), ("k1:", false), ("k1:0", false), ("k1:65536", false),
    ("::1", false), ("http://k1/x", false), ("k 1", false), (":9092", false), ("[::1", false),
  ])
  func `Brokers are hosts and ports`(_ text: String, _ isAllowed: Bool) {
    #expect(TextRule.servers.allows(text) == isAllowed)
  }

  @Test(arguments: [
    ("a", true), ("A.b_c-1", true), (String(repeating: "a", count: 249), true), ("", false), (".", false),
    ("..", false), ("...", true), ("a b", false), ("é", false), (String(repeating: "a", count: 250), false),
  ])
  func `Topics have names that Kafka takes`(_ text: String, _ isAllowed: Bool) {
    #expect(TextRule.topic.allows(text) == isAllowed)
  }

  @Test(arguments: [
    ("job-id", true), ("ce_id", false), ("CE_X", false), ("Content-Type", false), ("traceparent", false),
    ("ce-id", false), ("a b", false), ("é", false),
  ])
  func `A header that results have anyway cannot be copied`(_ text: String, _ isAllowed: Bool) {
    #expect(TextRule.copiedHeader.allows(text) == isAllowed)
  }
  @Test(arguments: HeaderTable.results.map(\.name.text))
  func `No header of the table of results can be copied, in whatever case it is written`(_ name: String) {
    #expect(!TextRule.copiedHeader.allows(name))
    #expect(!TextRule.copiedHeader.allows(name.uppercased()))
  }
}
