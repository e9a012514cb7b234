internal import Cglibc
internal import Glibc

/// The search for a part of some bytes.
public enum ByteSearch {
  /// The offset of the first `part` at or behind an offset; nil when there is none.
  public static func firstOffset(of part: StaticString, in bytes: RawSpan, from offset: Int = 0) -> Int? {
    unsafe bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, offset <= bytes.count,
        // Its counts are `UInt` or `Int`, by the version of glibc's headers.
        let found = unsafe memmem(
          start + offset, numericCast(bytes.count - offset), part.utf8Start, numericCast(part.utf8CodeUnitCount))
      else { return nil }
      return unsafe UnsafeRawPointer(found) - start
    }
  }
}
