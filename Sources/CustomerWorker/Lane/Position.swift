/// An offset in a partition of the command topic.
struct Position: Hashable, Sendable {
  var partition: Int32
  var offset: Int64
}
