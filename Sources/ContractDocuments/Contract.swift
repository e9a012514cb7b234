internal import CustomerContract

/// What the documents are made from.
struct Contract {
  /// The version of the documents. The first number changes with what breaks a producer or a consumer.
  static let version = "1.0.0"

  let table: FieldTable
  var rules: Rules
  var format: ResultFormat
  let topics: ContractTopics

  var codes: JSONTree {
    .array(
      ErrorCode.allCases.map { code in
        [
          "code": .string(code.rawValue), "status": .integer(Int64(code.status)), "title": .string(code.title),
          "when": .string(code.when),
        ]
      })
  }
}
