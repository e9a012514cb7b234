/// The buffer that librdkafka writes the text of an error to.
enum ErrorBuffer {
  private static let byteCount = 512

  /// Calls C with a buffer for its error text; gives back its result, and the text if it wrote one.
  ///
  /// Safe for the caller of C as long as it writes within the count it is given, with a zero byte at the end.
  @safe static func with<R>(
    _ body: (_ text: UnsafeMutablePointer<CChar>, _ byteCount: Int) -> R
  ) -> (result: R, text: String?) {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: byteCount) { buffer in
      unsafe buffer.initialize(repeating: 0)
      guard let base = buffer.baseAddress else { preconditionFailure("An allocation that is not empty has an address") }
      let result = unsafe body(base, buffer.count)
      return unsafe (result, base.pointee == 0 ? nil : String(cString: base))
    }
  }
}
