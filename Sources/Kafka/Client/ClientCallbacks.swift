/// The state that the callbacks of a client write to.
///
/// It has an address of its own, which librdkafka hands to the callbacks: they run on other threads, or inside calls that
/// hold the client `inout`.
package protocol ClientCallbacks: ~Copyable {
  init()

  /// Registers the callbacks with a client's properties; each gets the address of this state as its opaque pointer.
  @unsafe static func register(with properties: OpaquePointer)
}
