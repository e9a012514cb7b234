internal import Glibc
internal import Platform

/// A request to a server of this kind, for a program that asks another process of the same machine.
public struct HTTPQuestion: Sendable {
  private let host: String
  private let port: UInt16
  private let milliseconds: Int64

  private static let answerBytesMaximum = 1 << 20

  /// - Parameters:
  ///   - host: an IPv4 or IPv6 address in figures.
  ///   - milliseconds: how long all of it may take.
  public init(host: String, port: UInt16, withinMilliseconds milliseconds: Int64) {
    self.host = host
    self.port = port
    self.milliseconds = milliseconds
  }

  /// The status and the body of the answer to GET.
  ///
  /// - Throws: when there is none, or none of HTTP.
  public func get(_ path: String) throws(HTTPQuestionError) -> (status: Int, body: String) {
    let deadline = MonotonicClock.milliseconds() + milliseconds
    let socket = try connect(by: deadline)
    // `Connection: close`, so that the end of the answer is the end of the stream.
    // RFC 9110, section 7.2: an IPv6 address stands in brackets.
    let name = host.contains(":") ? "[\(host)]" : host
    let request = Array("GET \(path) HTTP/1.1\r\nHost: \(name)\r\nConnection: close\r\n\r\n".utf8)
    try Self.wait(for: POLLOUT, on: socket.number, by: deadline)
    guard unsafe send(socket.number, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
      throw .system(errno)
    }
    var answer: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 16_384)
    while answer.count < Self.answerBytesMaximum {
      try Self.wait(for: POLLIN, on: socket.number, by: deadline)
      let count = unsafe recv(socket.number, &part, part.count, 0)
      guard count >= 0 else { throw .system(errno) }
      if count == 0 { break }
      answer += part[..<count]
    }
    return try Self.parse(String(decoding: answer, as: UTF8.self))
  }

  private func connect(by deadline: Int64) throws(HTTPQuestionError) -> SocketDescriptor {
    guard let address = SocketAddress(host: host, port: port) else { throw .system(EINVAL) }
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = socket(address.family, type, 0)
    guard number >= 0 else { throw .system(errno) }
    let socket = SocketDescriptor(owning: number)
    let code = unsafe address.with { unsafe Glibc.connect(number, $0, $1) == 0 ? 0 : errno }
    guard code == 0 || code == EINPROGRESS else { throw .system(code) }
    try Self.wait(for: POLLOUT, on: number, by: deadline)
    var error: Int32 = 0
    var byteCount = socklen_t(MemoryLayout<Int32>.size)
    unsafe getsockopt(number, SOL_SOCKET, SO_ERROR, &error, &byteCount)
    guard error == 0 else { throw .system(error) }
    return socket
  }

  private static func wait(for event: Int32, on socket: Int32, by deadline: Int64) throws(HTTPQuestionError) {
    while true {
      let left = deadline - MonotonicClock.milliseconds()
      guard left > 0 else { throw .timedOut }
      var waited = pollfd(fd: socket, events: Int16(event), revents: 0)
      let count = unsafe poll(&waited, 1, Int32(clamping: left))
      if count > 0 { return }
      if count < 0, errno != EINTR { throw .system(errno) }
    }
  }

  private static func parse(_ answer: String) throws(HTTPQuestionError) -> (status: Int, body: String) {
    let words = answer.prefix { $0 != "\r\n" }.split(separator: " ")
    guard words.count > 1, words[0].hasPrefix("HTTP/"), let status = Int(words[1]),
      let end = answer.firstRange(of: "\r\n\r\n")
    else { throw .notHTTP }
    return (status, String(answer[end.upperBound...]))
  }
}

/// Why a question has no answer.
public enum HTTPQuestionError: Error, Equatable, CustomStringConvertible {
  /// The value of `errno`.
  case system(Int32)
  case timedOut
  case notHTTP

  public var description: String {
    switch self {
    case .system(let code): unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    case .timedOut: "no answer in time"
    case .notHTTP: "what answers is no HTTP server"
    }
  }
}
