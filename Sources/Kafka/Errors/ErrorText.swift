/// Calls C with a buffer for its error text, and hands over the text if there is one.
@safe func withErrorText<R>(
  _ body: (_ text: UnsafeMutablePointer<CChar>, _ count: Int) -> R, onText: (String) -> Void
) -> R {
  unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
    unsafe buffer.initialize(repeating: 0)
    // A temporary allocation of 512 elements has a base address.
    let base = unsafe buffer.baseAddress.unsafelyUnwrapped
    let result = unsafe body(base, buffer.count)
    if unsafe base.pointee != 0 { unsafe onText(String(cString: base)) }
    return result
  }
}
