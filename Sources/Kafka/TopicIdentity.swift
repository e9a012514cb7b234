/// A topic as a consumer knows it: cheap to compare, for all records of one topic the same.
///
/// It holds until the consumer's next `.assigned`; after that a topic's may be another's.
public struct TopicIdentity: Hashable, Sendable {
  let address: UInt
}
