/// A topic that a producer writes to, made by its `topic(named:)`.
///
/// It belongs to that producer alone: ask again after making another.
public struct ProducerTopic: Hashable, Sendable {
  let index: Int
}
