/// Where a fault inside libmicrohttpd is reported to.
final class FaultReporter: Sendable {
  let report: @Sendable (ServerReport) -> Void

  init(_ report: @escaping @Sendable (ServerReport) -> Void) { self.report = report }
}
