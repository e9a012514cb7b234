/// The result of reading a command line.
enum Request: Equatable, Sendable {
  case perform(Invocation)
  /// The help of the commands whose names begin with these words; of the program when there are none.
  case help([String])
  case version
}
