internal import Glibc

/// Owns a file descriptor, and closes it.
struct FileDescriptor: ~Copyable, Sendable {
  let number: Int32

  /// - Parameter number: -1 for none, as the system's calls return it.
  init(_ number: Int32) { self.number = number }

  deinit {
    if isOpen { close(number) }
  }

  var isOpen: Bool { number >= 0 }

  /// Another descriptor of the same file; not open when the process has too many.
  func duplicate() -> FileDescriptor { FileDescriptor(fcntl(number, F_DUPFD_CLOEXEC, 0)) }
}
