/// What a result has because its command had it: identifiers, trace context, and headers by setting.
struct ResultAttributes {
  var causationID: [UInt8]?
  var correlationID: [UInt8]?
  /// Headers of the command, as they were.
  var copied: [(name: HeaderName, value: [UInt8])] = []

  static let none = ResultAttributes()

  private init() {}

  init(_ headers: RecordHeaders, event: EventAttributes?, copyHeaders: [HeaderName]) {
    if let key = IdempotencyKey.read(headers), Self.isText(key) {
      causationID = key
    } else if let id = event?.id, !id.isEmpty, Self.isText(id) {
      causationID = id
    }
    let attribute = event == nil ? headers[.eventCorrelationID] : headers.unquoted(.eventCorrelationID)
    let correlations = [event?.correlationID, attribute, headers[.correlationID]]
    correlationID = correlations.lazy.compactMap { $0 }.first { !$0.isEmpty && Self.isText($0) }
    guard !headers.isEmpty else { return }
    copy(.kafkaCorrelationID, headers)
    if let parent = headers[.traceParent], TraceContext.isValidParent(parent) {
      copied.append((.traceParent, parent))
      if let state = headers[.traceState], TraceContext.isValidState(state) { copied.append((.traceState, state)) }
    }
    for name in copyHeaders { copy(name, headers) }
  }

  private mutating func copy(_ name: HeaderName, _ headers: RecordHeaders) {
    if let value = headers[name], !copied.contains(where: { $0.name.lowerCase == name.lowerCase }) {
      copied.append((name, value))
    }
  }

  /// CloudEvents, section 3.1.1, `String`: UTF-8 without control characters.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self)?.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
    } ?? false
  }
}
