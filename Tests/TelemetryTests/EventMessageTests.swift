import Telemetry
import Testing

/// What an operator reads: levels and messages, word for word.
@Suite struct EventMessageTests {
  @Test(
    arguments: [
      (
        CallFailed(lane: 0, call: "commit", reason: "_TIMED_OUT: no answer"),
        "warning commit failed: _TIMED_OUT: no answer"
      ),
      (
        CallHung(lane: 0, call: "commit", milliseconds: 60_000),
        "error commit has not returned for 60000 ms; the process ends, and nothing that was committed is lost"
      ),
      (
        CommandsLost(lane: 0, topic: "commands", partition: 3, count: 7, offset: 19),
        "error 7 commands of commands[3] were deleted before they were read; resuming at offset 19"
      ),
      (ConsumerRenewed(lane: 0), "info consumer recreated: its session had ended"),
      (LogLinesDropped(count: 7), "warning 7 lines of the log were dropped, since nobody read them"),
      (PartitionsAssigned(lane: 0, partitions: "1, 2"), "info partitions assigned: 1, 2"),
      (PartitionsRevoked(lane: 0, partitions: "1", areLost: false), "info partitions revoked"),
      (PartitionsRevoked(lane: 0, partitions: "1", areLost: true), "info partitions lost: the session ended"),
      (
        PartitionsUnowned(lane: 0, partitions: "1"),
        "warning no member of the group reads the partitions 1: joining again"
      ),
      (ProducerRenewed(lane: 0, reason: "it was fenced"), "info producer recreated: it was fenced"),
      (
        ResultLimitUnknown(topic: "t", reason: "no right"),
        "warning max.message.bytes of t is not known (no right): limits.resultBytes alone bounds results"
      ),
      (
        ResultRefused(lane: 0, count: 1, areKnown: true),
        "warning results were refused for their size; writing smaller ones"
      ),
      (
        ResultRefused(lane: 0, count: 1, areKnown: false),
        "warning the broker refused results for their size; sending one record a batch to find them"
      ),
      (SettingWarned(key: "a.b", problem: "is odd", remedy: "mend it"), "warning a.b is odd; mend it"),
      (StartDelayed(reason: "no topic"), "warning not started yet: no topic"),
      (TransactionAborted(lane: 0, reason: "fenced", records: 1), "warning transaction aborted: fenced"),
      (
        WorkerStarted(lanes: 2, group: "g", commands: "c", partitions: 4, librdkafka: "2.0.2"),
        "info reading c with 2 lanes in group g"
      ),
      (WorkerStopped(accepted: 1, rejected: 0, reason: "asked to stop", wasAsked: true), "info stopped: asked to stop"),
      (WorkerStopped(accepted: 1, rejected: 0, reason: "no topic", wasAsked: false), "error stopped: no topic"),
    ] as [(any Event, String)])
  func `An event has its level and its sentence`(_ event: any Event, _ expected: String) {
    #expect("\(event.level.rawValue) \(event.message)" == expected)
  }

  @Test(arguments: [(0, "error"), (3, "error"), (4, "warning"), (5, "info"), (6, "info"), (7, "debug"), (9, "debug")])
  func `A line of the library has the level of its severity`(_ severity: Int32, _ level: String) {
    let event = LibraryLogged(severity: severity, facility: "FAIL", message: "m", client: "c")
    #expect(event.level.rawValue == level)
  }
}
