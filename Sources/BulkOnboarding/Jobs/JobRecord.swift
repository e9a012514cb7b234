internal import FoundationEssentials

/// A record of the jobs topic. Its key is the job's name, a slash, and the record's kind.
///
/// The topic is compacted: of each kind the last one of a job stays.
package enum JobRecord: Sendable, Equatable {
  case opened(JobOpened)
  case progress(JobProgress)
  case done(JobDone)

  /// The version of the values' form; a reader refuses a newer one, and does not look at members that it does not know.
  package static let version = 1

  package enum Kind: String, CaseIterable, Sendable {
    case opened, progress, done
  }

  package var kind: Kind {
    switch self {
    case .opened: .opened
    case .progress: .progress
    case .done: .done
    }
  }

  package static func key(of job: JobName, _ kind: Kind) -> [UInt8] { Array("\(job)/\(kind.rawValue)".utf8) }

  /// Reads a key; nil when it is no job's.
  package static func parse(key: [UInt8]) -> (job: JobName, kind: Kind)? {
    let parts = String(decoding: key, as: UTF8.self).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let job = JobName(String(parts[0])), let kind = Kind(rawValue: String(parts[1])) else {
      return nil
    }
    return (job, kind)
  }

  /// The value: one JSON object, with its members in the order of their names.
  package var value: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data: Data?
    switch self {
    case .opened(let opened): data = try? encoder.encode(opened)
    case .progress(let progress): data = try? encoder.encode(progress)
    case .done(let done): data = try? encoder.encode(done)
    }
    guard let data else { preconditionFailure("numbers and strings can always be written as JSON") }
    return Array(data)
  }

  /// Reads a value.
  package init(_ kind: Kind, value: [UInt8]) throws(JobRecordError) {
    let decoder = JSONDecoder()
    let data = Data(value)
    guard let found = try? decoder.decode(Version.self, from: data) else { throw .unreadable }
    guard found.version <= Self.version else { throw .newer(version: found.version) }
    do {
      switch kind {
      case .opened:
        let opened = try decoder.decode(JobOpened.self, from: data)
        guard opened.isSound else { throw JobRecordError.unreadable }
        self = .opened(opened)
      case .progress:
        let progress = try decoder.decode(JobProgress.self, from: data)
        guard progress.isSound else { throw JobRecordError.unreadable }
        self = .progress(progress)
      case .done:
        let done = try decoder.decode(JobDone.self, from: data)
        guard done.isSound else { throw JobRecordError.unreadable }
        self = .done(done)
      }
    } catch {
      throw .unreadable
    }
  }

  private struct Version: Decodable {
    let version: Int
  }
}

/// The reason why a record of the jobs topic cannot be used.
package enum JobRecordError: Error, Equatable, CustomStringConvertible {
  case unreadable
  case newer(version: Int)

  package var description: String {
    switch self {
    case .unreadable: "it is not a record of an import"
    case .newer(let version): "its version is \(version); use the program that wrote it, or a newer one"
    }
  }
}
