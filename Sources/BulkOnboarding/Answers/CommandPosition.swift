/// The position of a command, as its result has it.
package struct CommandPosition: Sendable, Equatable {
  package var partition: Int32
  package var offset: Int64
  /// Milliseconds since 1970; nil where the record has none.
  package var timestamp: Int64?

  package init(partition: Int32, offset: Int64, timestamp: Int64?) {
    self.partition = partition
    self.offset = offset
    self.timestamp = timestamp
  }
}
