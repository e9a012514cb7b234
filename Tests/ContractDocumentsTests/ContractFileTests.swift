import Foundation
import Testing

@testable import ContractDocuments
@testable import CustomerContract

@Suite struct ContractFileTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Config/contract")

  /// `WRITE_CONFIG=1 swift test --filter ContractFileTests` writes the files instead of comparing them.
  @Test(arguments: ContractDocument.allCases)
  func `A file under Config is what the tables make`(_ document: ContractDocument) throws {
    let file = Self.folder.appending(path: document.fileName)
    if ProcessInfo.processInfo.environment["WRITE_CONFIG"] != nil {
      try Data(document.text().utf8).write(to: file)
    } else {
      let current = try String(contentsOf: file, encoding: .utf8)
      #expect(
        current == document.text(),
        "Config/contract/\(document.fileName) is stale: run WRITE_CONFIG=1 swift test --filter ContractFileTests")
    }
  }
}
