/// A record of the command topic, read in place in the memory of the client that brought it.
///
/// It must be gone before its client is.
package protocol CommandRecord: ~Copyable {
  var partition: Int32 { get }
  var offset: Int64 { get }
  /// Milliseconds since 1970; nil when the record has none.
  var timestamp: Int64? { get }
  /// nil: a null value, a tombstone.
  var value: RawSpan? { @_lifetime(borrow self) get }
  /// nil: a null key.
  var key: RawSpan? { @_lifetime(borrow self) get }

  /// Calls `body` for each header in the record's order. The spans are valid within the call only.
  func forEachHeader(_ body: (_ name: RawSpan, _ value: RawSpan?) -> Void)

  /// Whether the record has headers that the client cannot read: `forEachHeader` has none of them.
  var hasUnreadableHeaders: Bool { get }

  /// The bytes of the value, the key, and the names and values of the headers.
  var byteCount: Int { get }
}

extension CommandRecord where Self: ~Copyable {
  package var byteCount: Int {
    var count = (value?.byteCount ?? 0) + (key?.byteCount ?? 0)
    forEachHeader { name, value in count += name.byteCount + (value?.byteCount ?? 0) }
    return count
  }
}
