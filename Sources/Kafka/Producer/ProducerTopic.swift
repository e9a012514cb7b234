internal import Synchronization

/// A topic that a producer writes to, made by that producer's `topic(named:)` and of use to no other.
public struct ProducerTopic: Hashable, Sendable {
  fileprivate let producer: ProducerTopics.Owner
  fileprivate let index: Int
}

/// The topics that a producer has opened.
///
/// It is safe because it alone has the pointers, gives one out only to `@unsafe` callers, and destroys each once.
@safe struct ProducerTopics: ~Copyable {
  /// Tells the topics of one producer from those of another, however short their lives.
  struct Owner: Hashable, Sendable {
    private static let lastNumber = Atomic<UInt64>(0)
    private let number = lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
  }

  private let owner = Owner()
  /// An array cannot hold `Native`, which cannot be copied.
  private var pointers: [OpaquePointer] = unsafe []

  deinit {
    unsafe pointers.forEach { unsafe TopicObject.destroy($0) }
  }

  mutating func add(_ topic: consuming Native<TopicObject>) -> ProducerTopic {
    unsafe pointers.append(topic.release())
    return unsafe ProducerTopic(producer: owner, index: pointers.count - 1)
  }

  /// The pointer of a topic; it must not be used after this value is gone.
  @unsafe subscript(topic: ProducerTopic) -> OpaquePointer {
    precondition(topic.producer == owner, "A topic belongs to the producer that opened it")
    return unsafe pointers[topic.index]
  }
}
