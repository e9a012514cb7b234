import Testing

@testable import CustomerWorker

@Suite struct TransactionalIDTests {
  @Test(arguments: [
    ("customer-worker", "a1b2c3d4", "customer-worker-a1b2c3d4-0"),
    ("customer-worker", "worker-0", "customer-worker-worker~0-0"),
    ("team/orders", "eu-west.1_b", "team/orders-eu~west.1_b-0"),
  ])
  func `An id begins with the group, and has no hyphen within the instance`(
    _ group: String, _ instance: String, _ id: String
  ) {
    #expect(TransactionalID(group: group, process: instance, lane: 0).text == id)
  }

  @Test func `Ids of different groups, instances or lanes are never the same`() {
    let parts = ["a", "0", "1", "-", "~"]
    let texts = parts + parts.flatMap { first in parts.flatMap { second in [first + second, first + second + "0"] } }
    let instances = texts.filter { !$0.contains("~") }
    var ids: Set<String> = []
    var count = 0
    for group in texts {
      for instance in instances {
        for lane in [0, 1, 10] {
          ids.insert(TransactionalID(group: group, process: instance, lane: lane).text)
          count += 1
        }
      }
    }
    #expect(ids.count == count)
  }
}
