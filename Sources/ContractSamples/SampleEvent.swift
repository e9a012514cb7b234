/// Commands as structured CloudEvents.
enum SampleEvent {
  /// Puts a command into an event of the given attributes.
  static func wrap(_ value: inout [UInt8], _ random: inout SampleRandom) {
    wrap(&value, attributes: goodAttributes(&random))
  }

  static func goodAttributes(_ random: inout SampleRandom) -> [(name: String, value: String)] {
    [
      ("specversion", "1.0"), ("id", "evt-" + String(random.next(), radix: 36)), ("source", "/crm/leads"),
      ("type", "customer.create"), ("datacontenttype", "application/json"),
    ]
  }

  static func wrap(_ value: inout [UInt8], attributes: [(name: String, value: String)], dataName: String = "data") {
    let text = attributes.map { "\"\($0.name)\":\"\($0.value)\"," }.joined()
    value.insert(contentsOf: Array("{\(text)\"\(dataName)\":".utf8), at: 0)
    value.append(UInt8(ascii: "}"))
  }
}
