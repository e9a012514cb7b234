internal import Cmicrohttpd
internal import Glibc
internal import Platform
internal import Synchronization

/// What libmicrohttpd calls, on the server's thread; the context of each is the loop, except of `panic`.
extension ServerLoop {
  static let log: MHD_LogCallback = { context, format, arguments in
    guard let loop = unsafe loop(context), let format = unsafe format, let arguments = unsafe arguments else { return }
    var line = [CChar](repeating: 0, count: 500)
    unsafe vsnprintf(&line, line.count, format, arguments)
    loop.report(ServerReport(message: text(line), isFatal: false))
  }

  /// The context is a `FaultReporter`: the function is the process's, and may be called after the server's end.
  static let panic: MHD_PanicCallback = { context, file, line, reason in
    let reason = unsafe reason.map { unsafe String(cString: $0) } ?? "no reason given"
    let file = unsafe file.map { unsafe String(cString: $0) } ?? "libmicrohttpd"
    if let context = unsafe context {
      let reporter = unsafe Unmanaged<FaultReporter>.fromOpaque(context).takeUnretainedValue()
      reporter.report(ServerReport(message: "\(reason) (\(file):\(line))", isFatal: true))
    }
    // The library's own function aborts, which leaves a dump. Nobody knows what its memory holds by now.
    _exit(ExitCode.software.rawValue)
  }

  static let connectionChanged: MHD_NotifyConnectionCallback = { context, connection, _, change in
    guard let loop = unsafe loop(context), let connection = unsafe connection else { return }
    let socket = unsafe connectionSocket(connection)
    loop.connections.withLock { table in
      switch change {
      case .CONNECTION_NOTIFY_STARTED: table.accepted(socket, at: MonotonicClock.milliseconds())
      case .CONNECTION_NOTIFY_CLOSED: table.closed(socket)
      }
    }
  }

  static let requestRead: MHD_AccessHandlerCallback = {
    context, connection, path, method, _, _, bodyByteCount, requestState in
    guard let loop = unsafe loop(context), let connection = unsafe connection, let path = unsafe path,
      let method = unsafe method, let bodyByteCount = unsafe bodyByteCount, let requestState = unsafe requestState
    else { return .NO }
    // The first call of a request comes with its headers; then come the parts of its body, and an empty one.
    if unsafe requestState.pointee == nil {
      unsafe requestState.pointee = context
      return .YES
    }
    if unsafe bodyByteCount.pointee > 0 {
      unsafe bodyByteCount.pointee = 0
      return .YES
    }
    let socket = unsafe connectionSocket(connection)
    loop.connections.withLock { $0.requested(socket, at: MonotonicClock.milliseconds()) }
    let isAllowed = unsafe ["GET", "HEAD"].contains(String(cString: method))
    return unsafe send(isAllowed ? loop.answer(String(cString: path)) : .methodNotAllowed, over: connection)
  }

  static let requestEnded: MHD_RequestCompletedCallback = { context, connection, _, _ in
    guard let loop = unsafe loop(context), let connection = unsafe connection else { return }
    let socket = unsafe connectionSocket(connection)
    loop.connections.withLock { $0.answered(socket, at: MonotonicClock.milliseconds()) }
  }

  private static func loop(_ context: UnsafeMutableRawPointer?) -> ServerLoop? {
    unsafe context.map { unsafe Unmanaged<ServerLoop>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func text(_ line: [CChar]) -> String {
    let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).trimmingSuffix("\n")
  }

  /// For HEAD the library sends the headers alone.
  private static func send(_ response: HTTPResponse, over connection: OpaquePointer) -> MHD_Result {
    let made = unsafe response.body.withUnsafeBytes { body in
      // The library copies the bytes, and does not write to them.
      unsafe MHD_create_response_from_buffer(
        body.count, UnsafeMutableRawPointer(mutating: body.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let made = unsafe made else { return .NO }
    defer { unsafe MHD_destroy_response(made) }
    unsafe MHD_add_response_header(made, "Content-Type", response.contentType)
    for header in response.headers { unsafe MHD_add_response_header(made, header.name, header.value) }
    return unsafe MHD_queue_response(connection, UInt32(response.status), made)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
