import CustomerWorker
import Foundation
import Platform

@testable import CustomerWorkerCLI

/// A run of the whole program on files of its own.
struct ProgramRun {
  let code: ExitCode
  /// Standard output, which may be anything.
  let bytes: Data
  let errors: String

  var output: String { String(decoding: bytes, as: UTF8.self) }

  /// - Parameters:
  ///   - stop: ends a command that goes on.
  ///   - look: sees what is written so far, again and again while the program runs.
  init(
    _ words: [String], input: Data = Data(), environment: [String: String] = [:], stop: StopSignal? = nil,
    look: (@Sendable (_ output: String) -> Void)? = nil
  ) throws {
    let folder = try TemporaryFolder()
    let files = ["input", "output", "errors"].map { folder.url.appending(path: $0) }
    try input.write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])
    let handles = [
      try FileHandle(forReadingFrom: files[0]), try FileHandle(forWritingTo: files[1]),
      try FileHandle(forWritingTo: files[2]),
    ]
    let environment = ProgramEnvironment(
      streams: StandardStreams(
        input: handles[0].fileDescriptor, output: handles[1].fileDescriptor, errors: handles[2].fileDescriptor),
      variables: environment, stop: stop)
    let watch = look.map { OutputWatch(files[1], $0) }
    code = CustomerWorkerProgram(environment: environment).run(words)
    watch?.end()
    bytes = try Data(contentsOf: files[1])
    errors = try String(contentsOf: files[2], encoding: .utf8)
    withExtendedLifetime(handles) {}
  }

  init(
    _ words: [String], input: String, environment: [String: String] = [:], stop: StopSignal? = nil,
    look: (@Sendable (_ output: String) -> Void)? = nil
  ) throws {
    try self.init(words, input: Data(input.utf8), environment: environment, stop: stop, look: look)
  }

  var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) }
}

/// Shows the content of a file, whenever a timer fires.
final class OutputWatch {
  private let timer: any DispatchSourceTimer

  init(_ file: URL, _ look: @escaping @Sendable (String) -> Void) {
    timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now(), repeating: .milliseconds(50))
    timer.setEventHandler {
      look((try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? "")
    }
    timer.resume()
  }

  func end() { timer.cancel() }
}

/// A folder that is deleted with its files when it goes out of use.
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
