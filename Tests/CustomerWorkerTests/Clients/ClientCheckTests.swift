import Settings
import Testing

@testable import CustomerWorker

@Suite struct ClientCheckTests {
  private func refusal(_ change: (inout WorkerSettings) -> Void) -> ClientCheck.Refusal? {
    var settings = WorkerSettings()
    change(&settings)
    return ClientCheck.refusals(of: settings).first
  }

  @Test func `The default settings make both clients, and no broker is needed`() {
    #expect(refusal { $0.kafka.bootstrapServers = "127.0.0.1:1" } == nil)
    #expect(refusal { $0.processing.guarantee = .atLeastOnce } == nil)
    #expect(refusal { $0.kafka.instanceId = "one" } == nil)
  }

  @Test func `A certificate that only the producer has and cannot read is found`() throws {
    let refusal = try #require(
      refusal {
        $0.kafka.properties = ["security.protocol": "ssl"]
        $0.kafka.producerProperties = ["ssl.certificate.location": "/nonexistent"]
      })
    #expect(refusal.client == .producer)
    #expect(refusal.reason.contains("ssl.certificate.location"))
  }

  @Test func `A certificate that only the consumer has and cannot read is found`() throws {
    let refusal = try #require(
      refusal {
        $0.kafka.properties = ["security.protocol": "ssl"]
        $0.kafka.consumerProperties = ["ssl.ca.location": "/nonexistent"]
      })
    #expect(refusal.client == .consumer)
  }

  @Test func `Properties that contradict each other are found, in each client by itself`() {
    #expect(refusal { $0.kafka.producerProperties = ["topic.acks": "1"] } != nil)
    #expect(refusal { $0.kafka.consumerProperties = ["max.poll.interval.ms": "1000"] } != nil)
    #expect(refusal { $0.kafka.consumerProperties = ["no.such.property": "1"] } != nil)
  }
}
