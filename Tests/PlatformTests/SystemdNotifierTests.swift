import Foundation
import Glibc
import Platform
import Testing

@Suite struct SystemdNotifierTests {
  @Test(arguments: ["/", "@"])
  func `Messages arrive in one datagram, on a socket with a path and on an abstract one`(_ first: String) throws {
    let name = "customer-worker-\(UUID().uuidString)"
    let socket = try NotifySocket(first == "/" ? "\(NSTemporaryDirectory())/\(name)" : "@\(name)")
    let notifier = try #require(SystemdNotifier(environment: ["NOTIFY_SOCKET": socket.name]))
    #expect(
      notifier.send([
        .ready, .status("3 partitions,\n12 waiting"), .watchdog, .extendTimeout(milliseconds: 30_000), .stopping,
      ]))
    #expect(
      socket.receive() == """
        READY=1
        STATUS=3 partitions, 12 waiting
        WATCHDOG=1
        EXTEND_TIMEOUT_USEC=30000000
        STOPPING=1
        """)
  }

  @Test func `Nothing is sent when there is nothing to say, or nobody to hear it`() throws {
    let socket = try NotifySocket("@customer-worker-\(UUID().uuidString)")
    let notifier = try #require(SystemdNotifier(environment: ["NOTIFY_SOCKET": socket.name]))
    #expect(notifier.send([]))
    #expect(notifier.send([.ready]))
    #expect(socket.receive() == "READY=1")
    let nobody = try #require(SystemdNotifier(environment: ["NOTIFY_SOCKET": "@nobody-\(UUID().uuidString)"]))
    #expect(!nobody.send([.ready]))
  }

  @Test func `Without a socket that can be there is no notifier`() {
    for name in ["", "relative/path", "vsock:2:1234", "/" + String(repeating: "x", count: 107), "/a\u{0}b"] {
      #expect(SystemdNotifier(environment: ["NOTIFY_SOCKET": name]) == nil, "\(name)")
    }
    #expect(SystemdNotifier(environment: [:]) == nil)
    #expect(SystemdNotifier(environment: ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 106)]) != nil)
  }

  @Test(
    arguments: [
      ([:], nil), (["WATCHDOG_USEC": "90000000"], 90_000), (["WATCHDOG_USEC": "0"], nil),
      (["WATCHDOG_USEC": "soon"], nil),
      (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "self"], 2000),
      (["WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "1"], nil),
    ] as [([String: String], Int64?)])
  func `The watchdog is systemd's for this process`(_ variables: [String: String], _ milliseconds: Int64?) throws {
    var environment = variables
    if environment["WATCHDOG_PID"] == "self" { environment["WATCHDOG_PID"] = String(getpid()) }
    environment["NOTIFY_SOCKET"] = "/run/notify"
    #expect(try #require(SystemdNotifier(environment: environment)).watchdogMilliseconds == milliseconds)
  }
}

/// A socket that datagrams can be sent to, as systemd's.
final class NotifySocket {
  let name: String
  private let descriptor: Int32

  /// - Parameter name: a path, or `@` and a name.
  init(_ name: String) throws {
    self.name = name
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(name.utf8)
    if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in unsafe path.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let code = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(descriptor, address, length)
      }
    }
    try #require(code == 0)
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout.size(ofValue: patience)))
  }

  deinit {
    close(descriptor)
    if name.hasPrefix("/") { unsafe unlink(name) }
  }

  /// The next datagram; nil when none comes.
  func receive() -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
    return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
  }
}
