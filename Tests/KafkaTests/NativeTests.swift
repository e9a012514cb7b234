import Testing

@testable import Kafka

@Suite struct NativeTests {
  /// An object whose pointer is that of a count of its destructions.
  private enum CountedObject: NativeObject {
    static func destroy(_ pointer: OpaquePointer) {
      unsafe UnsafeMutablePointer<Int>(pointer).pointee += 1
    }
  }

  /// Counts how often an object was destroyed during `body`.
  private func destructions(_ body: (OpaquePointer) -> Void) -> Int {
    var count = 0
    unsafe withUnsafeMutablePointer(to: &count) { unsafe body(OpaquePointer($0)) }
    return count
  }

  @Test func `An object is destroyed once, when its owner is gone`() {
    let count = unsafe destructions { pointer in
      let native = unsafe Native<CountedObject>(owning: pointer)
      let moved = native
      _ = consume moved
    }
    #expect(count == 1)
  }

  @Test func `An object that was handed over is not destroyed here`() {
    let count = unsafe destructions { pointer in
      let native = unsafe Native<CountedObject>(owning: pointer)
      unsafe _ = native.release()
    }
    #expect(count == 0)
  }

  @Test func `Where a call gives no object, what that means is thrown`() {
    #expect(throws: KafkaError(code: .state, message: "none")) {
      _ = try unsafe Native<CountedObject>(owning: nil, orThrow: KafkaError(code: .state, message: "none"))
    }
  }

  @Test func `An error text is nil where the call wrote none, and whole where it fills the buffer`() {
    #expect(ErrorBuffer.with { _, _ in 1 }.text == nil)
    let (count, text) = ErrorBuffer.with { text, byteCount in
      for index in 0..<(byteCount - 1) { unsafe text[index] = CChar(UInt8(ascii: "x")) }
      return byteCount
    }
    #expect(text?.utf8.count == count - 1)
  }
}
