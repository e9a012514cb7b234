import CustomerContract
import Glibc

/// Where the demo's commands come from: the generator, or the lines of a file.
enum CommandSource: ~Copyable {
  case samples(SampleGenerator, left: Int)
  case lines(LineReader)

  /// A line longer than this is cut: the embedded broker takes no larger record.
  private static let lineBytes = 1_000_000

  init(_ invocation: Invocation) throws {
    if let path = invocation.text(of: .demoInput) {
      let descriptor = unsafe path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw InputFault(path: path, StreamFault(errno)) }
      self = .lines(LineReader(descriptor: descriptor, keptBytes: Self.lineBytes))
    } else {
      self = .samples(
        SampleGenerator(seed: invocation.seed, badShare: 0.1), left: invocation.integer(of: .demoCount) ?? 1000)
    }
  }

  /// How many commands are left; nil when that is not known.
  var left: Int? {
    switch self {
    case .samples(_, let left): left
    case .lines: nil
    }
  }

  /// Gives the next command to `body`; false when there is none.
  mutating func next(_ body: (_ value: RawSpan, _ key: RawSpan?) throws -> Void) throws -> Bool {
    switch consume self {
    case .samples(var generator, let left):
      guard left > 0 else {
        self = .samples(generator, left: 0)
        return false
      }
      let sample = generator.next()
      self = .samples(generator, left: left - 1)
      try body(sample.value.span.bytes, sample.key?.span.bytes)
      return true
    case .lines(var reader):
      let found = try reader.next()
      if found { try body(reader.line, nil) }
      self = .lines(reader)
      return found
    }
  }
}
