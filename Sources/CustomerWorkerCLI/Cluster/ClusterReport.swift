import CustomerWorker
import Platform

/// The findings of `check-config --connect`: a line for each, and what they come to.
struct ClusterReport {
  private(set) var findings: [ClusterFinding] = []

  /// The finding's line: its state, what it is about, and what was found.
  mutating func add(_ finding: ClusterFinding) -> String {
    findings.append(finding)
    let columns = [(Self.word(finding.state), 11), (finding.subject, 22)]
    let padded = columns.map { word, width in word + String(repeating: " ", count: max(0, width - word.count)) }
    return padded.joined(separator: "  ") + "  \(finding.text)\n"
  }

  var exitCode: ExitCode {
    if findings.contains(where: { $0.state == .fault }) { return .settings }
    return findings.contains { $0.state == .noAnswer } ? .unavailable : .success
  }

  /// The last line: how many there are of what asks for something.
  var account: String {
    let counts = [(ClusterFinding.State.fault, "fault"), (.noAnswer, "without an answer"), (.warning, "warning")]
      .compactMap {
        state, noun -> String? in
        let count = findings.count { $0.state == state }
        guard count > 0 else { return nil }
        return "\(count) \(noun)\(count == 1 || state == .noAnswer ? "" : "s")"
      }
    return counts.isEmpty ? "no faults\n" : counts.joined(separator: ", ") + "\n"
  }

  private static func word(_ state: ClusterFinding.State) -> String {
    switch state {
    case .ok: "ok"
    case .warning: "warning"
    case .fault: "fault"
    case .noAnswer: "fault"
    case .notChecked: "not checked"
    }
  }
}
