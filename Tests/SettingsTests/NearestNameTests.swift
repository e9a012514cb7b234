import Settings
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("vaildate", "validate"), ("smaple", "sample"), ("Validate", "validate"), ("RUN", "run"), ("rnu", "run"),
    ("validate", "validate"), ("valdiat", "validate"), ("chek-confg", "check-config"),
  ])
  func `a name that is near is found`(_ typed: String, _ expected: String) {
    #expect(nearestName(to: typed, among: ["run", "sample", "validate", "check-config"]) == expected)
  }

  @Test(arguments: ["", "r", "c", "ru", "banana", "rmn x", "configuration", String(repeating: "x", count: 100_000)])
  func `what is not near is not guessed`(_ typed: String) {
    #expect(nearestName(to: typed, among: ["run", "sample", "validate", "check-config"]) == nil)
  }

  @Test func `the nearest one counts, and the first of equally near ones`() {
    #expect(nearestName(to: "accapt", among: ["accept", "accapts", "Accapt"]) == "Accapt")
    #expect(nearestName(to: "bat", among: ["cat", "hat"]) == "cat")
  }
}
