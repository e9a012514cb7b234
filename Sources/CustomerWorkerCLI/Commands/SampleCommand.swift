import ContractSamples
import Platform

/// `sample`: commands made up by the field table, one a line.
struct SampleCommand {
  let invocation: Invocation

  static let defaultCount = 1000
  static let defaultBadShare = 0.1

  func run(_ environment: ProgramEnvironment) throws(StreamError) -> ExitCode {
    let count = invocation.integer(of: .sampleCount) ?? Self.defaultCount
    let hasKeys = invocation.has(.keys)
    var generator = SampleGenerator(
      seed: invocation.seed, badShare: invocation.share(of: .bad) ?? Self.defaultBadShare)
    var writer = ByteWriter(descriptor: environment.streams.output)
    var progress = Progress("commands written", of: count, on: environment.streams, writesOutput: true)
    for number in 0..<count {
      let sample = generator.next()
      try writer.append { bytes in
        if hasKeys {
          bytes.append(contentsOf: sample.key ?? [])
          bytes.append(UInt8(ascii: "\t"))
        }
        bytes.append(contentsOf: sample.value)
        bytes.append(UInt8(ascii: "\n"))
      }
      if number & 255 == 0 { progress.show(number) }
    }
    progress.end()
    try writer.flush()
    return .success
  }
}

extension Invocation {
  /// The start of the random numbers of samples.
  var seed: UInt64 { seed(of: .seed) ?? 1 }
}
