internal import Kafka
internal import Telemetry

extension LibraryLogged {
  /// A line of the log of a lane's client.
  init(_ line: LogLine, lane: Int) {
    self.init(severity: line.level, facility: line.facility, message: line.message, client: "lane-\(lane)")
  }
}
