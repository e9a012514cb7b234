internal import CustomerContract

/// CloudEvents with a good command that are no create-customer events.
enum EventFaults {
  static let all = [
    fault("type") { $0["type"] = "customer.delete" },
    fault("version") { $0["specversion"] = "0.3" },
    fault("no-id") { $0["id"] = nil },
    fault("empty-source") { $0["source"] = "" },
    fault("content-type") { $0["datacontenttype"] = "text/xml" },
    data("no-data") { _ in nil },
    data("null-data") { _ in "null" },
    data("data-in-a-string") { _ in #""{\"legalName\":\"Acme Ltd\"}""# },
    data("data-array") { "[" + $0 + "]" },
    data("empty-base64", name: "data_base64") { _ in "\"\"" },
  ]

  /// An event whose data is no object; without data where `change` gives none.
  private static func data(
    _ kind: String, name: String = "data", _ change: @escaping @Sendable (String) -> String?
  ) -> SampleFault {
    SampleFault(
      .unsupportedEvent, "unsupported-event-\(kind)",
      .text { text, random in
        let attributes = SampleEvent.goodAttributes(&random).map { "\"\($0.name)\":\"\($0.value)\"" }
        let data = change(String(decoding: text, as: UTF8.self)).map { ["\"\(name)\":\($0)"] } ?? []
        text = Array("{\((attributes + data).joined(separator: ","))}".utf8)
      })
  }

  private static func fault(
    _ name: String, _ change: @escaping @Sendable (inout KeyValues) -> Void
  ) -> SampleFault {
    SampleFault(
      .unsupportedEvent, "unsupported-event-\(name)",
      .text { text, random in
        var attributes = KeyValues(SampleEvent.goodAttributes(&random))
        change(&attributes)
        SampleEvent.wrap(&text, attributes: attributes.list)
      })
  }

  /// Attributes in their order.
  struct KeyValues {
    private(set) var list: [(name: String, value: String)]

    init(_ list: [(name: String, value: String)]) { self.list = list }

    subscript(name: String) -> String? {
      get { list.first { $0.name == name }?.value }
      set {
        guard let index = list.firstIndex(where: { $0.name == name }) else { return }
        if let newValue { list[index].value = newValue } else { list.remove(at: index) }
      }
    }
  }
}
