import Testing

@testable import CustomerContract

@Suite struct DecisionUseTests {
  @Test func `A decision is encoded before its processor decides again, or the process ends`() async {
    await #expect(processExitsWith: .failure) {
      var processor = CommandProcessor(rules: Rules(), format: ResultFormat())
      let first = processor.decide(value: nil, headers: RecordHeaders())
      _ = processor.decide(value: nil, headers: RecordHeaders())
      var outgoing = OutgoingRecords()
      _ = processor.encode(
        first, key: nil, headers: RecordHeaders(),
        position: RecordPosition(topic: "t", partition: 0, offset: 0, timestamp: nil),
        context: DecisionContext(clusterID: "", time: 0, resultBytes: 1_000_000), into: &outgoing)
    }
  }

  @Test func `The smallest result fits into the smallest topic, whatever the settings`() {
    #expect(ResultSize.smallest <= ResultSize.minimum)
  }
}
