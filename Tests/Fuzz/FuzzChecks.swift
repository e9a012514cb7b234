@testable internal import CustomerContract
internal import Foundation

/// What must hold of every result.
struct FuzzChecks {
  let input: FuzzInput
  let output: FuzzOutput

  private var limits: Limits { input.settings.rules.limits }

  func run(isSample: Bool) {
    checkRecord()
    checkForm()
    let result = data()
    if output.isAccepted { checkCustomer(result) } else { checkProblem(result) }
    if isSample {
      let isRead = (try? JSONSerialization.jsonObject(with: Data(output.value))) != nil
      require(isRead || output.value.containsExponent, "Foundation does not read the result")
    }
  }

  // MARK: Record

  private func checkRecord() {
    require(isJSON(output.value), "the result is not JSON")
    require(Set(output.headerNames).count == output.headerNames.count, "a header stands twice")
    var bytes = output.value.count + (output.key?.count ?? 0) + 128
    for (name, value) in zip(output.headerNames, output.headerValues) { bytes += name.utf8.count + value.count + 10 }
    require(bytes <= input.resultBytes, "the result does not fit: \(bytes) of \(input.resultBytes)")
    require(output.key == input.key || output.key == nil, "the key is another")
  }

  /// The members of the accepted or rejected result itself.
  private func data() -> [SlowMember] {
    guard let members = SlowMember.all(in: output.value[...]) else { fatalError("the result is no object") }
    guard input.settings.format.mode == .structured else { return members }
    guard let data = members.first(where: { $0.isNamed("data") }), let inner = SlowMember.all(in: data.value) else {
      fatalError("the event has no data")
    }
    return inner
  }

  // MARK: Form

  private func isJSON(_ text: [UInt8]) -> Bool {
    String(validating: text, as: UTF8.self) != nil && firstError(text) == nil
  }

  private func firstError(_ text: [UInt8]) -> CommandSyntaxError? {
    let padded = text + [UInt8](repeating: 0x31, count: 8)
    return padded.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { SyntaxScanner.firstError(in: PaddedBytes(start: $0, count: text.count)) }
    }
  }

  /// What the bytes alone make of a text; nil when they are JSON within the limit.
  private func byteCode(_ text: [UInt8]) -> ErrorCode? {
    if text.isEmpty { return .empty }
    if text.count > limits.commandBytes { return .tooLarge }
    if String(validating: text, as: UTF8.self) == nil { return .notUTF8 }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return firstError(text.starts(with: mark) ? Array(text.dropFirst(3)) : text) == nil ? nil : .notJSON
  }

  /// The fast walk and the slow scanner agree on what is JSON.
  private func checkForm() {
    let types = input.headers.filter { $0.name.lowercased() == "content-type" }
    if let type = types.last?.value, !String(decoding: type, as: UTF8.self).hasSuffix("json; charset=utf-8") { return }
    var text = input.value
    if text.count >= 5, text[0] == 0 { text.removeFirst(5) }
    var expected = byteCode(text)
    if expected == nil {
      if input.wrap == .eventInBase64, input.headers.isEmpty {
        // An event without data is no empty command.
        expected = input.inner.isEmpty ? nil : byteCode(input.inner)
      } else if SlowMember.all(in: text[...])?.contains(where: { $0.isNamed("data_base64") }) ?? false {
        return
      }
    }
    let formCodes: [ErrorCode] = [.empty, .notUTF8, .notJSON]
    if let expected {
      require(output.codes == [expected], "\(output.codes) where the bytes are \(expected)")
    } else {
      require(!output.codes.contains(where: formCodes.contains), "\(output.codes) where the bytes are JSON")
    }
  }

  // MARK: Results

  private func checkCustomer(_ result: [SlowMember]) {
    guard let customer = result.first(where: { $0.isNamed("customer") }) else { fatalError("there is no customer") }
    require(output.codes.isEmpty, "accepted with errors")
    var text = input.value[...]
    if text.count >= 5, text.first == 0 { text = text.dropFirst(5) }
    let isEventByHeader =
      input.headers.last { $0.name.lowercased() == "content-type" }
      .map { String(decoding: $0.value, as: UTF8.self).hasPrefix("application/cloudevents") } ?? false
    let isBinary =
      !isEventByHeader && input.headers.contains { $0.name == "ce_specversion" || $0.name == "ce-specversion" }
    if !isBinary, let members = SlowMember.all(in: text),
      isEventByHeader || members.contains(where: { $0.isNamed("specversion") })
    {
      if let data = members.first(where: { $0.isNamed("data") && !$0.value.elementsEqual("null".utf8) }) {
        text = data.value
      } else if let data = members.first(where: { $0.isNamed("data_base64") }),
        let base64 = SlowMember.meaning(of: data.value), let decoded = Data(base64Encoded: Data(base64.utf8))
      {
        text = Array(decoded)[...]
      }
    }
    let expected = SlowCustomer(input.settings, workspace: input.headers.last { $0.name == "workspace-id" }?.value)
      .customer(of: text)
    require(Array(customer.value) == expected, "the customer is not what was sent")
  }

  private func checkProblem(_ result: [SlowMember]) {
    for name in ["type", "title", "status", "detail", "errors", "position"] {
      require(result.filter { $0.isNamed(name) }.count == 1, "\(name) does not stand once")
    }
    let shown = result.filter { $0.isNamed("command") || $0.isNamed("commandText") || $0.isNamed("commandBase64") }
    require(shown.count <= 1, "the command is shown twice")
    require(output.codes.count <= limits.errors, "too many errors")
    guard let command = shown.first, command.isNamed("command") else { return }
    let shownText = Array(command.value)
    require(shownText.depth <= limits.depth, "a command that is too deep is shown as JSON")
    require(shownText.longestNumber <= limits.numberCharacters, "a long number is shown as JSON")
    require(shownText.longestName <= limits.nameBytes, "a long name is shown as JSON")
  }
}

extension [UInt8] {
  /// Outside strings, of valid JSON.
  private func scan(_ body: (UInt8) -> Void) {
    var at = 0
    while at < count {
      if self[at] == UInt8(ascii: "\"") {
        at = SlowMember.endOfString(self[...], at)
      } else {
        body(self[at])
        at += 1
      }
    }
  }

  var depth: Int {
    var open = 0
    var most = 0
    scan { byte in
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { open += 1 }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { open -= 1 }
      most = Swift.max(most, open)
    }
    return most
  }

  var longestNumber: Int {
    var length = 0
    var most = 0
    scan { byte in
      length = "0123456789+-.eE".utf8.contains(byte) ? length + 1 : 0
      most = Swift.max(most, length)
    }
    return most
  }

  /// The bytes of the longest name as it is spelled, where no string has an escape; 0 where one has.
  var longestName: Int {
    if contains(UInt8(ascii: "\\")) { return 0 }
    var most = 0
    var at = 0
    while at < count {
      guard self[at] == UInt8(ascii: "\"") else {
        at += 1
        continue
      }
      let end = SlowMember.endOfString(self[...], at)
      let next = self[end...].first { !$0.isJSONSpace }
      if next == UInt8(ascii: ":") { most = Swift.max(most, end - at - 2) }
      at = end
    }
    return most
  }

  /// Foundation reads no number that is past a double.
  var containsExponent: Bool {
    var contains = false
    var last: UInt8 = 0
    scan { byte in
      if byte | 0x20 == UInt8(ascii: "e"), last >= UInt8(ascii: "0"), last <= UInt8(ascii: "9") { contains = true }
      last = byte
    }
    return contains || longestNumber > 300
  }
}
