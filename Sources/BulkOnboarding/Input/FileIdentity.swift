internal import Glibc

/// What tells whether a file is still the one that was opened, and unchanged.
struct FileIdentity: Equatable, Sendable {
  private let device: UInt
  private let inode: UInt
  let bytes: Int
  /// Nanoseconds since 1970 of the last change of its content, modulo 2^64: it is only compared.
  private let modifiedAt: Int

  init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    bytes = Int(status.st_size)
    modifiedAt = status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
  }
}
