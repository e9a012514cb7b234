internal import Dispatch
internal import Platform

/// Reads rows and makes their commands on a thread of its own, a few batches ahead of who takes them.
// Safe: a batch belongs to the thread between `free` and `full`, and to the taker between `full` and `free`; the rows are the
// thread's alone.
@safe final class ReadAhead: @unchecked Sendable {
  private static let batchCount = 4

  private var source: CommandRows
  private let batches = (0..<batchCount).map { _ in CommandBatch() }
  private let free = DispatchSemaphore(value: 0)
  private let full = DispatchSemaphore(value: 0)

  init(_ source: consuming CommandRows) {
    self.source = source
    for _ in batches { free.signal() }
  }

  /// Calls `body` with each batch, in order, up to the end of the file.
  func forEach(_ body: (CommandBatch) -> Void) throws(ImportFileError) {
    do throws(ThreadError) {
      try WorkerThread.start(named: "read-rows") { self.read() }
    } catch {
      throw .unreadable(error.description)
    }
    var index = 0
    while true {
      full.wait()
      let batch = batches[index]
      body(batch)
      if let error = batch.error { throw error }
      if batch.isLast { return }
      free.signal()
      index = (index + 1) % Self.batchCount
    }
  }

  /// What was found in the cells of all rows, once `forEach` has come to the end; nil when nobody looked.
  func takeSuspicions() -> Suspicions? { source.takeSuspicions() }

  private func read() {
    var index = 0
    var isLast = false
    while !isLast {
      free.wait()
      batches[index].fill(from: &source)
      isLast = batches[index].isLast
      full.signal()
      index = (index + 1) % Self.batchCount
    }
  }
}
