@testable internal import CustomerContract

/// What came of an input, as a reader of the topics sees it.
struct FuzzOutput: Equatable {
  var codes: [ErrorCode]
  var errorsOmitted: Int
  var isAccepted: Bool
  var value: [UInt8]
  var key: [UInt8]?
  var headerNames: [String]
  var headerValues: [[UInt8]]
}
