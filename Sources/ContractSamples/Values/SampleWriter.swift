/// Writes the JSON of samples, each in its producer's manner.
struct SampleWriter: Sendable {
  enum Spacing: Sendable {
    case none
    /// A space after each comma and colon.
    case single
    /// White space of all kinds around every token.
    case wild
  }

  var bytes: [UInt8] = []
  var random: SampleRandom
  /// The customer of the sample.
  var company = SampleCompany()
  private(set) var spacing = Spacing.none
  private var isASCII = false
  private var escapesSlashes = false
  private var isFirst = true

  init(random: SampleRandom) {
    self.random = random
    bytes.reserveCapacity(4096)
  }

  /// Begins another sample.
  mutating func startAnew() {
    bytes.removeAll(keepingCapacity: true)
    let way = random.below(100)
    spacing = way < 85 ? .none : way < 97 ? .single : .wild
    let manner = random.below(100)
    isASCII = manner < 8
    escapesSlashes = 5..<11 ~= manner
    company = SampleCompany(&random)
  }

  // MARK: Tokens

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func space() { Self.space(spacing, &bytes, &random) }

  static func space(_ spacing: Spacing, _ bytes: inout [UInt8], _ random: inout SampleRandom) {
    switch spacing {
    case .none: break
    case .single: bytes.append(0x20)
    case .wild:
      for _ in 0..<random.below(4) { bytes.append(random.chance(25) ? 0x09 : 0x20) }
    }
  }

  // MARK: Objects

  mutating func open() {
    byte(UInt8(ascii: "{"))
    isFirst = true
  }

  mutating func name(_ name: String) {
    if !isFirst {
      byte(UInt8(ascii: ","))
      space()
    }
    isFirst = false
    quote()
    raw(name)
    quote()
    byte(UInt8(ascii: ":"))
    space()
  }

  mutating func close() {
    byte(UInt8(ascii: "}"))
    isFirst = false
  }

  // MARK: Strings

  mutating func quote() { byte(UInt8(ascii: "\"")) }

  mutating func phrase(_ phrase: SampleText.Phrase) {
    bytes.append(contentsOf: isASCII ? phrase.ascii : phrase.plain)
  }

  mutating func string(_ content: SampleText.Phrase) {
    quote()
    phrase(content)
    quote()
  }

  mutating func string(anyOf phrases: [SampleText.Phrase]) { string(phrases[random.below(phrases.count)]) }

  /// A string that needs no escape.
  mutating func string(_ content: String) {
    quote()
    raw(content)
    quote()
  }

  /// Some producers, PHP's among them, write `\/`.
  mutating func slash() {
    if escapesSlashes { byte(UInt8(ascii: "\\")) }
    byte(UInt8(ascii: "/"))
  }

  // MARK: Digits

  mutating func number(_ number: Int) {
    if number < 0 { byte(UInt8(ascii: "-")) }
    var magnitude = number.magnitude
    let start = bytes.count
    repeat {
      byte(UInt8(ascii: "0") + UInt8(magnitude % 10))
      magnitude /= 10
    } while magnitude > 0
    bytes[start...].reverse()
  }

  /// Two digits, with a zero before a single one.
  mutating func twoDigits(_ number: Int) {
    byte(UInt8(ascii: "0") + UInt8(number / 10))
    byte(UInt8(ascii: "0") + UInt8(number % 10))
  }

  mutating func digits(_ count: Int) {
    for _ in 0..<count { byte(UInt8(ascii: "0") + UInt8(random.below(10))) }
  }

  /// - Parameter count: at most 16.
  mutating func hexDigits(_ count: Int) {
    var bits = random.next()
    for _ in 0..<count {
      let digit = UInt8(truncatingIfNeeded: bits & 15)
      byte(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
      bits >>= 4
    }
  }

  /// - Parameter count: at most 12.
  mutating func lettersAndDigits(_ count: Int) {
    var bits = random.next()
    for _ in 0..<count {
      let digit = UInt8(truncatingIfNeeded: bits % 36)
      byte(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
      bits /= 36
    }
  }
}
