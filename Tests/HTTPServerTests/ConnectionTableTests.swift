import Testing

@testable import HTTPServer

@Suite struct ConnectionTableTests {
  @Test func `A request that takes too long is closed at its deadline, and not before`() {
    var table = ConnectionTable(maximum: 8)
    table.accepted(3, at: 1000)
    #expect(table.nextDeadline == 6000)
    #expect(table.takeExpired(at: 5999) == [])
    #expect(table.takeExpired(at: 6000) == [3])
  }

  @Test func `The deadline of a later connection follows`() {
    var table = ConnectionTable(maximum: 8)
    table.accepted(3, at: 1000)
    table.accepted(4, at: 2000)
    #expect(table.takeExpired(at: 6000) == [3])
    table.closed(3)
    #expect(table.nextDeadline == 7000)
    #expect(table.takeExpired(at: 7000) == [4])
    table.closed(4)
    #expect(table.takeExpired(at: 7001) == [])
    #expect(table.nextDeadline == nil)
  }

  @Test func `An answer has its own time, and the next request again that of a request`() {
    var table = ConnectionTable(maximum: 8)
    table.accepted(3, at: 0)
    table.requested(3, at: 4999)
    #expect(table.takeExpired(at: 34_998) == [])
    #expect(table.takeExpired(at: 34_999) == [3])
    table.answered(3, at: 35_000)
    #expect(table.takeExpired(at: 40_000) == [3])
  }

  @Test func `When all are in use, the one that has waited longest for its request gives way`() {
    var table = ConnectionTable(maximum: 3)
    table.accepted(3, at: 0)
    table.requested(3, at: 1)
    table.accepted(4, at: 2)
    #expect(table.takeExpired(at: 3) == [])
    table.accepted(5, at: 3)
    #expect(table.takeExpired(at: 3) == [4])
    table.closed(4)
    #expect(table.takeExpired(at: 3) == [])
  }

  @Test func `When all are being answered, the oldest answer gives way`() {
    var table = ConnectionTable(maximum: 2)
    for socket: Int32 in [3, 4] {
      table.accepted(socket, at: 0)
      table.requested(socket, at: Int64(socket))
    }
    #expect(table.takeExpired(at: 5) == [3])
  }

  @Test func `Nothing of a connection that was closed is kept`() {
    var table = ConnectionTable(maximum: 8)
    table.accepted(3, at: 0)
    table.closed(3)
    table.answered(3, at: 1)
    #expect(table.count == 0)
  }
}
