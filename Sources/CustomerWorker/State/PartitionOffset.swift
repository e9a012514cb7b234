/// An offset in a partition of the command topic.
package struct PartitionOffset: Hashable, Sendable {
  package var partition: Int32
  package var offset: Int64

  package init(partition: Int32, offset: Int64) {
    self.partition = partition
    self.offset = offset
  }
}
