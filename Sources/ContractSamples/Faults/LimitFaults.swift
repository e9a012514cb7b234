internal import CustomerContract

/// Commands past the limits that hold by default, as little as a line of a file can be.
enum LimitFaults {
  private static let limits = Limits()

  static func all(_ fields: [SampleField]) -> [SampleFault] {
    let indexes = Array(fields.indices)
    return [
      SampleFault.value(.tooDeep, "too-deep-arrays", of: indexes) { writer, _ in
        let depth = limits.depth + writer.random.below(64)
        writer.raw(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
      },
      SampleFault.value(.tooDeep, "too-deep-objects", of: indexes) { writer, _ in
        let depth = limits.depth + writer.random.below(16)
        writer.raw(String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth))
      },
      SampleFault.value(.tooLarge, "too-large-number", of: indexes) { writer, _ in
        writer.raw(writer.random.pick(["1", "-0.", "1e"]))
        writer.digits(limits.numberCharacters + writer.random.below(500))
      },
      SampleFault.value(.tooLarge, "too-large-number-value", of: indexes) { writer, _ in
        writer.raw(writer.random.pick(["1E400", "-1e309", "2.5e+308", "9e9999", "-10E308"]))
      },
      SampleFault.value(.tooLarge, "too-large-exponent", of: indexes) { writer, _ in
        writer.raw(writer.random.pick(["1e-10000", "0E10000", "-1.5e+99999", "1e18446744073709551616"]))
      },
      SampleFault.value(.tooLarge, "too-large-name", of: indexes) { writer, _ in
        writer.open()
        writer.name(String(repeating: "n", count: limits.nameBytes + 1 + writer.random.below(100)))
        writer.byte(UInt8(ascii: "0"))
        writer.close()
      },
      SampleFault.value(.tooLarge, "too-large-object", of: indexes) { writer, _ in
        writer.open()
        for number in 0...(limits.members + writer.random.below(20)) {
          writer.name("m\(number)")
          writer.byte(UInt8(ascii: "0"))
        }
        writer.close()
      },
    ].flatMap { $0 }
  }
}
