import Testing

@testable import Kafka

@Suite struct FetchQueueWakeupTests {
  @Test func `A library that rests for a set time needs no wakeup`() {
    #expect(FetchQueueWakeup(ClientConfiguration(), libraryVersion: 0x0202_0000) == nil)
    #expect(FetchQueueWakeup(ClientConfiguration(), libraryVersion: 0x0201_01ff) != nil)
  }

  @Test func `The threads are woken each time a quarter of the queue is consumed`() throws {
    var configuration = ClientConfiguration()
    try configuration.set("queued.max.messages.kbytes", "4")
    var wakeup = try #require(FetchQueueWakeup(configuration, libraryVersion: 0x0200_02ff))
    let isDue = [1000, 23, 1, 5000, 1023, 1].map { wakeup.isDue(afterBytes: $0) }
    #expect(isDue == [false, false, true, true, false, true])
  }

  @Test func `Where the queue's size is not set it is librdkafka's`() throws {
    var wakeup = try #require(FetchQueueWakeup(ClientConfiguration(), libraryVersion: 0x0200_02ff))
    let isDue = [(16 << 20) - 1, 1].map { wakeup.isDue(afterBytes: $0) }
    #expect(isDue == [false, true])
  }
}
