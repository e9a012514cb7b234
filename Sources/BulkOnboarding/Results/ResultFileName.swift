/// The files that an import leaves, by their names behind `JOB.`.
enum ResultFileName: Hashable, CaseIterable {
  case accepted, rejected, errors, unreadable, unprocessed, account

  func text(_ job: String, _ format: RowFormat) -> String {
    switch self {
    case .accepted: "\(job).accepted.ndjson"
    case .rejected: "\(job).rejected.\(format.fileExtension)"
    case .errors: "\(job).errors.ndjson"
    case .unreadable: "\(job).unreadable.\(format.fileExtension)"
    case .unprocessed: "\(job).unprocessed.\(format.fileExtension)"
    case .account: "\(job).account.json"
    }
  }
}
