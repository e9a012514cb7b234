import Kafka
import Testing

@Suite struct LibraryTests {
  @Test func `The library is not older than the oldest that is supported`() {
    #expect(Library.versionNumber >= Library.oldestSupported)
    #expect(!Library.version.isEmpty)
  }
}
