@testable import CustomerContract

extension PaddedBytes {
  /// Gives bytes to `body` as the text that they would be, with digits behind them that must not count.
  static func withCopy<Result>(of bytes: [UInt8], _ body: (PaddedBytes) -> Result) -> Result {
    let padded = bytes + [UInt8](repeating: UInt8(ascii: "7"), count: 8)
    return unsafe padded.withUnsafeBufferPointer { buffer in
      // An array of eight bytes and more has an address.
      unsafe body(PaddedBytes(start: buffer.baseAddress.unsafelyUnwrapped, count: bytes.count))
    }
  }
}
