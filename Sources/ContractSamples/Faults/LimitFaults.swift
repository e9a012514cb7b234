internal import CustomerContract

/// Commands past the limits that hold by default, as little as a line of a file can be.
enum LimitFaults {
  private static let limits = Limits()

  static func all(_ fields: [SampleField]) -> [SampleFault] {
    let places = Array(fields.indices)
    return [
      SampleFault.value(.tooDeep, "too-deep-arrays", of: places) { pen, _ in
        let depth = limits.depth + pen.random.below(64)
        pen.raw(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
      },
      SampleFault.value(.tooDeep, "too-deep-objects", of: places) { pen, _ in
        let depth = limits.depth + pen.random.below(16)
        pen.raw(String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth))
      },
      SampleFault.value(.tooLarge, "too-large-number", of: places) { pen, _ in
        pen.raw(pen.random.pick(["1", "-0.", "1e"]))
        pen.digits(limits.numberCharacters + pen.random.below(500))
      },
      SampleFault.value(.tooLarge, "too-large-object", of: places) { pen, _ in
        pen.open()
        for number in 0...(limits.members + pen.random.below(20)) {
          pen.name("m\(number)")
          pen.byte(UInt8(ascii: "0"))
        }
        pen.close()
      },
    ].flatMap { $0 }
  }
}
