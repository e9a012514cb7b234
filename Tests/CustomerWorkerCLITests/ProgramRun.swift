import Foundation

@testable import CustomerWorkerCLI

/// A run of the whole program on files of its own.
struct ProgramRun {
  let code: ExitCode
  let output: String
  let errors: String

  init(_ words: [String], input: Data = Data(), environment: [String: String] = [:]) throws {
    let folder = try TemporaryFolder()
    let files = ["input", "output", "errors"].map { folder.url.appending(path: $0) }
    try input.write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])
    let handles = [
      try FileHandle(forReadingFrom: files[0]), try FileHandle(forWritingTo: files[1]),
      try FileHandle(forWritingTo: files[2]),
    ]
    let surroundings = Surroundings(
      input: handles[0].fileDescriptor, output: handles[1].fileDescriptor, errors: handles[2].fileDescriptor,
      environment: environment)
    code = CustomerWorkerProgram(surroundings: surroundings).run(words)
    output = try String(contentsOf: files[1], encoding: .utf8)
    errors = try String(contentsOf: files[2], encoding: .utf8)
    withExtendedLifetime(handles) {}
  }

  init(_ words: [String], input: String, environment: [String: String] = [:]) throws {
    try self.init(words, input: Data(input.utf8), environment: environment)
  }

  var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }
}

/// Gone with its files when it goes out of use.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "customer-worker-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String, _ content: String) throws -> String {
    let file = url.appending(path: name)
    try Data(content.utf8).write(to: file)
    return file.path
  }
}
