/// The owner of one object of librdkafka's, which it destroys at the end of its own life.
///
/// It is safe to pass around: the pointer is never null, is destroyed once, and leaves this value only by members that are
/// marked `@unsafe`. Whoever takes `pointer` must not use it after this value is gone.
@safe package struct Native<Object: NativeObject>: ~Copyable {
  @unsafe package let pointer: OpaquePointer

  /// Takes over an object; nobody else may destroy it.
  @unsafe package init(owning pointer: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
  }

  deinit {
    unsafe Object.destroy(pointer)
  }

  /// Hands the object over to librdkafka, which destroys it from now on.
  @unsafe package consuming func release() -> OpaquePointer {
    let pointer = unsafe pointer
    discard self
    return unsafe pointer
  }
}
