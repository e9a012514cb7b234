import Glibc
import Platform
import Testing

/// A client of one connection, which sends what it is told, byte by byte where that matters.
final class TestClient {
  private let descriptor: Int32

  /// Connects to a port of 127.0.0.1.
  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = unsafe withUnsafeBytes(of: &address) { bytes in
      unsafe connect(
        descriptor, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
    try #require(code == 0, "connect: \(errno)")
  }

  deinit { close(descriptor) }

  /// Says whether everything was taken; a connection that the server has closed takes nothing.
  @discardableResult func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// Sends no more, but reads on.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads until the server closes the connection, or until `isEnough`, at most for as long.
  ///
  /// - Returns: nil when the time is over.
  func read(withinMilliseconds milliseconds: Int64 = 20_000, until isEnough: (String) -> Bool = { _ in false })
    -> String?
  {
    var bytes: [UInt8] = []
    let deadline = MonotonicClock.milliseconds() + milliseconds
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if isEnough(text) { return text }
      var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let left = deadline - MonotonicClock.milliseconds()
      guard left > 0, unsafe poll(&waited, 1, Int32(left)) > 0 else { return nil }
      var part = [UInt8](repeating: 0, count: 65_536)
      let count = unsafe recv(descriptor, &part, part.count, 0)
      if count <= 0 { return text }
      bytes += part[..<count]
    }
  }

  /// Sends a request of its own connection and reads the answer.
  static func get(_ path: String, port: UInt16, method: String = "GET") throws -> String? {
    let client = try TestClient(port: port)
    client.send("\(method) \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
    return client.read()
  }
}
