internal import CustomerContract
internal import Dispatch
internal import Platform
internal import Synchronization

/// Reads a file's rows on a thread of its own, a few batches ahead of who sends them.
final class RowFeeder: Sendable {
  private static let batchesAhead = 8

  private struct Queue {
    var batches: [RowBatch] = []
    var failure: RowFeederFailure?
  }

  private let queue = Mutex(Queue())
  private let isStopped = Atomic(false)
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - start: behind the last row that is sent.
  ///   - digest: the file's, which is compared at its end.
  ///   - batchRows: the most rows of a batch.
  init(_ input: ImportInput, from start: SentPosition, digest: String, batchRows: Int) throws(ThreadError) {
    // Made with 0: Dispatch ends the process when a semaphore goes with a lower value than it began with.
    for _ in 0..<Self.batchesAhead { room.signal() }
    try WorkerThread.start(named: "rows") { [self] in
      do throws(RowFeederFailure) {
        try read(input, start, digest, batchRows)
      } catch {
        queue.withLock { $0.failure = error }
        filled.signal()
      }
    }
  }

  /// Ends the thread soon.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    room.signal()
  }

  /// The number of rows of the next batch; nil when none is there within the time.
  func nextCount(waitingMilliseconds milliseconds: Int64) throws(RowFeederFailure) -> Int? {
    if let count = try peek() { return count }
    _ = filled.wait(timeout: .now() + .milliseconds(Int(milliseconds)))
    return try peek()
  }

  private func peek() throws(RowFeederFailure) -> Int? {
    let (count, failure) = queue.withLock { ($0.batches.first?.rows.count, $0.failure) }
    if let count { return count }
    if let failure { throw failure }
    return nil
  }

  /// Takes the batch that `nextCount` has told of.
  func take() -> RowBatch {
    let batch = queue.withLock { $0.batches.removeFirst() }
    room.signal()
    return batch
  }

  // MARK: The thread

  private func read(
    _ input: ImportInput, _ start: SentPosition, _ digest: String, _ batchRows: Int
  ) throws(RowFeederFailure) {
    do throws(ImportFileError) {
      let from = start.row == 0 ? input.plan.start : FilePosition(row: start.row, byteOffset: start.byteOffset)
      // What was sent is summed up again: the file may be another one than the last time.
      let prefix = try FileDigest(of: input.file, input.plan.layout, upTo: from.byteOffset)
      if start.row > 0, prefix.text != start.digest { throw .changed }
      var rows = try CommandRows(
        input.file, input.plan, from: from, limits: input.limits, digest: prefix, makesKeys: true)
      var end = start
      while !isStopped.load(ordering: .acquiring) {
        let batch = RowBatch(after: end)
        try Self.fill(batch, &rows, batchRows)
        // Each batch, so that little of what somebody writes meanwhile is sent; whether the file is the same is for its
        // digest to say.
        if input.file.hasChanged || batch.isAtEnd && batch.end.digest != digest { throw .changed }
        end = batch.end
        room.wait()
        queue.withLock { $0.batches.append(batch) }
        filled.signal()
        if batch.isAtEnd { return }
      }
    } catch .changed {
      throw .changed
    } catch {
      throw .unreadable("\(error)")
    }
  }

  private static func fill(
    _ batch: RowBatch, _ rows: inout CommandRows, _ batchRows: Int
  ) throws(ImportFileError) {
    var end = batch.end
    while batch.rows.count < batchRows, batch.byteCount < RowBatch.bytesMaximum / 2 {
      guard let content = try rows.next() else {
        batch.isAtEnd = true
        break
      }
      switch content {
      case .blank: end.blank += 1
      case .unreadable: end.unreadable += 1
      case .command:
        end.sent += 1
        batch.append(
          number: rows.number, key: rows.key, value: rows.command, hasIdempotencyKey: rows.hasIdempotencyKey)
      }
    }
    end.row = rows.number
    end.byteOffset = rows.position.byteOffset
    end.digest = rows.prefixDigest()?.text ?? ""
    batch.end = end
  }
}

/// The reason why no more rows come.
enum RowFeederFailure: Error, Equatable {
  /// The file is not the one that was read at first.
  case changed
  case unreadable(String)
}
