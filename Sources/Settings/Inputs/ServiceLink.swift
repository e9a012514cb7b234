/// The variables that Kubernetes gives to every pod for every service of its namespace, in the form of Docker's links.
///
/// A service called `customer-worker` (one for the metrics, say) makes some that look like settings; to refuse them
/// would keep every replica from starting on the day that somebody adds the service.
enum ServiceLink {
  static func isOne(_ variable: String, _ value: String) -> Bool {
    if variable.hasSuffix("_SERVICE_HOST") || variable.contains("_SERVICE_PORT") { return true }
    let words = variable.split(separator: "_")
    // …_PORT=tcp://10.0.0.1:9090
    if words.last == "PORT", value.contains("://") { return true }
    // …_PORT_9090_TCP, …_PORT_9090_TCP_ADDR
    return words.indices.contains { index in
      words[index] == "PORT" && index + 2 < words.count && UInt16(words[index + 1]) != nil
        && ["TCP", "UDP", "SCTP"].contains(words[index + 2])
    }
  }
}
