import Foundation
import Testing

import ContractTestSupport

@testable import CustomerContract

/// The public JSONTestSuite, where its folder of `y_`, `n_` and `i_` files is named by JSON_TEST_SUITE.
@Suite struct PublicSuiteTests {
  static let folder = ProcessInfo.processInfo.environment["JSON_TEST_SUITE"]

  /// `i_` files that are open by RFC 8259 and are refused here: no UTF-8, lone surrogates, too deep.
  static let refusals = ["not_utf8 ", "not_json ", "too_deep"]

  @Test(.enabled(if: folder != nil, "JSON_TEST_SUITE does not name the folder of the public JSONTestSuite"))
  func `The public suite's texts are read, refused, or left open as it says`() throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var count = 0
    for file in files where file.pathExtension == "json" {
      let bytes = Array(try Data(contentsOf: file))
      let start = Array(#"{"creditLimit":"#.utf8)
      for (form, whole) in [("alone", bytes), ("nested", start + bytes + Array("}".utf8))] {
        let errors = Decided(whole, .init()).errors
        let isRead = !errors.contains { error in (Self.refusals + ["empty "]).contains { error.hasPrefix($0) } }
        switch file.lastPathComponent.prefix(2) {
        case "y_": #expect(isRead, "\(file.lastPathComponent), \(form): \(errors)")
        case "n_": #expect(!isRead, "\(file.lastPathComponent), \(form): \(errors)")
        default: break
        }
        count += 1
      }
    }
    #expect(count > 600, "the folder has fewer files than the suite")
  }
}
