internal import Glibc

/// The socket on which systemd wants to hear how a service of `Type=notify` is: sd_notify(3), without its library.
///
/// Each message is a datagram, sent without waiting: one that systemd does not take is lost.
public struct SystemdNotifier: Sendable {
  public enum Message: Equatable, Sendable {
    /// The service does what it is for; later ones change nothing.
    case ready
    case stopping
    /// The service is alive; it has to come more often than `watchdogMilliseconds`.
    case watchdog
    /// A line for people, which `systemctl status` shows.
    case status(String)
    /// The start, or the stop, may take so many milliseconds from now on.
    case extendTimeout(milliseconds: Int64)
  }

  /// The address as `sockaddr_un` has it: a path, or a zero byte and a name.
  private let path: [UInt8]
  /// The time after which systemd ends a service that sends no `watchdog`; nil when it does not watch this process.
  public let watchdogMilliseconds: Int64?

  /// Reads what systemd has put into the environment; nil when it wants to hear nothing, or names no address that can be.
  public init?(environment: [String: String]) {
    guard let name = environment["NOTIFY_SOCKET"], let first = name.utf8.first else { return nil }
    var path = Array(name.utf8)
    switch first {
    case UInt8(ascii: "/"): break
    // sd_notify(3): "If this variable starts with "@", the following string is an abstract namespace socket".
    case UInt8(ascii: "@"): path[0] = 0
    default: return nil
    }
    // A path ends with a zero byte.
    guard path.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path), path.dropFirst().allSatisfy({ $0 != 0 })
    else {
      return nil
    }
    self.path = path
    let isForUs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
    let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
    watchdogMilliseconds = isForUs && microseconds >= 1000 ? microseconds / 1000 : nil
  }

  /// Sends messages in one datagram; returns whether systemd has taken them.
  @discardableResult public func send(_ messages: [Message]) -> Bool {
    guard !messages.isEmpty else { return true }
    let text = Array(messages.map(Self.line).joined(separator: "\n").utf8)
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in unsafe bytes.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let sent = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe text.withUnsafeBytes { bytes in
          unsafe sendto(
            descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT),
            address, length)
        }
      }
    }
    return sent == text.count
  }

  private static func line(_ message: Message) -> String {
    switch message {
    case .ready: "READY=1"
    case .stopping: "STOPPING=1"
    case .watchdog: "WATCHDOG=1"
    // A line feed would begin another assignment.
    case .status(let text): "STATUS=" + text.replacing("\n", with: " ")
    case .extendTimeout(let milliseconds): "EXTEND_TIMEOUT_USEC=\(milliseconds * 1000)"
    }
  }
}
