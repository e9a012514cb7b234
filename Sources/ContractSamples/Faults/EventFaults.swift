internal import CustomerContract

/// CloudEvents with a good command that are no create-customer events.
enum EventFaults {
  static let all = [
    fault("type") { $0["type"] = "customer.delete" },
    fault("version") { $0["specversion"] = "0.3" },
    fault("no-id") { $0["id"] = nil },
    fault("empty-source") { $0["source"] = "" },
    fault("content-type") { $0["datacontenttype"] = "text/xml" },
  ]

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
