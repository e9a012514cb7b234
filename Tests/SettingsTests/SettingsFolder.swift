import Foundation
import Settings

/// A folder with the files of one test; goes when the test does.
final class SettingsFolder {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The settings from a file with this text, and the other sources.
  func load(
    yaml: String? = nil, environment: [String: String] = [:], flags: [(flag: String, value: String)] = []
  ) throws -> LoadedSettings {
    let file = try yaml.map { try self.file("worker.yaml", $0) }
    return try WorkerSettings.load(flags: flags, environment: environment, file: file)
  }

  /// The whole text of the faults, with paths as seen from the folder.
  func faults(
    yaml: String? = nil, environment: [String: String] = [:], flags: [(flag: String, value: String)] = []
  ) throws -> String {
    do {
      _ = try load(yaml: yaml, environment: environment, flags: flags)
      return "none"
    } catch let faults as SettingsErrors {
      return faults.description.replacingOccurrences(of: folder.path + "/", with: "")
    }
  }
}
