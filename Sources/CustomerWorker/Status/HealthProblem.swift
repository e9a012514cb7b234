/// One reason why a worker is not ready, or not alive.
public struct HealthProblem: Sendable, Equatable {
  /// nil: the whole process.
  public var lane: Int?
  public var partition: Int32?
  /// What is wrong, for a person, without capital letter and full stop.
  public var text: String
  /// Since when, on the monotonic clock; nil: not known.
  public var since: Int64?

  public init(lane: Int? = nil, partition: Int32? = nil, _ text: String, since: Int64? = nil) {
    self.lane = lane
    self.partition = partition
    self.text = text
    self.since = since
  }

  /// The problem as a line without its end: `lane 0, partition 3: held at offset 42, for 35 s`.
  public func line(now: Int64) -> String {
    let subject = [lane.map { "lane \($0)" }, partition.map { "partition \($0)" }].compactMap { $0 }
      .joined(separator: ", ")
    let duration = since.map { ", for \(max(0, now - $0) / 1000) s" } ?? ""
    return "\(subject.isEmpty ? "" : "\(subject): ")\(text)\(duration)"
  }
}
