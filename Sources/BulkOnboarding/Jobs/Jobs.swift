/// Every job of the jobs topic, made from its records in their order.
package struct Jobs: Sendable, Equatable {
  private var found: [JobName: Parts] = [:]
  /// The last records of jobs that could not be read.
  private var unreadable: [JobName: [JobRecord.Kind: JobRecordError]] = [:]

  private struct Parts: Sendable, Equatable {
    var opened: (value: JobOpened, offset: Int64)?
    var progress: JobProgress?
    var done: JobDone?

    static func == (left: Parts, right: Parts) -> Bool {
      left.opened?.value == right.opened?.value && left.opened?.offset == right.opened?.offset
        && left.progress == right.progress && left.done == right.done
    }
  }

  package init() {}

  /// Takes the next record; one with a foreign key is not looked at. A nil value deletes.
  package mutating func apply(key: [UInt8], value: [UInt8]?, offset: Int64) {
    guard let (job, kind) = JobRecord.parse(key: key) else { return }
    guard let value else { return forget(job, kind) }
    do throws(JobRecordError) {
      switch try JobRecord(kind, value: value) {
      case .opened(let opened): found[job, default: Parts()].opened = (opened, offset)
      case .progress(let progress): found[job, default: Parts()].progress = progress
      case .done(let done): found[job, default: Parts()].done = done
      }
      unreadable[job]?[kind] = nil
    } catch {
      unreadable[job, default: [:]][kind] = error
    }
  }

  private mutating func forget(_ job: JobName, _ kind: JobRecord.Kind) {
    unreadable[job]?[kind] = nil
    switch kind {
    case .opened: found[job]?.opened = nil
    case .progress: found[job]?.progress = nil
    case .done: found[job]?.done = nil
    }
  }

  /// A job; nil when the topic has none of that name.
  package subscript(name: JobName) -> Job? {
    guard let parts = found[name], let opened = parts.opened else { return nil }
    return Job(
      name: name, opened: opened.value, openedOffset: opened.offset, progress: parts.progress, done: parts.done)
  }

  /// Why a record of a job cannot be read; nil when all can.
  package func unreadableRecord(of name: JobName) -> JobRecordError? {
    JobRecord.Kind.allCases.lazy.compactMap { unreadable[name]?[$0] }.first
  }

  /// A job of which every record can be read; nil when the topic has none of that name.
  package func readable(_ name: JobName) throws(JobRecordError) -> Job? {
    if let error = unreadableRecord(of: name) { throw error }
    return self[name]
  }

  /// The jobs that have a record that cannot be read, by their names.
  package var unreadableNames: [JobName] { unreadable.filter { !$0.value.isEmpty }.keys.sorted() }

  /// The jobs in the order in which they were opened.
  package var all: [Job] {
    found.keys.compactMap { self[$0] }.sorted { $0.openedOffset < $1.openedOffset }
  }

  /// The other jobs with the same file.
  package func others(than name: JobName, digest: String) -> [Job] {
    all.filter { $0.name != name && $0.opened.file.digest == digest }
  }
}
