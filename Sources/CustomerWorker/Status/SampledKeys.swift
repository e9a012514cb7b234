/// Sampled commands with a key, by the function that gives their partition.
public struct SampledKeys: Sendable, Equatable {
  public var murmur2 = 0
  public var crc32 = 0
  public var neither = 0

  public init() {}

  public static func += (total: inout SampledKeys, part: SampledKeys) {
    total.murmur2 += part.murmur2
    total.crc32 += part.crc32
    total.neither += part.neither
  }
}
