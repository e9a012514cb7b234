internal import Cz

/// Decodes gzip by zlib: several members, and zeros behind the last one.
// Safe: the stream is this object's own, at one address: zlib keeps that address and compares it.
@safe final class GzipDecoder: StreamDecoder {
  private let stream: UnsafeMutablePointer<z_stream>
  private var isWithinMember = false
  private var hasMember = false

  init() throws(DecoderError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe inflateInitGzip(stream) == Z_OK else {
      unsafe stream.deallocate()
      throw .outOfMemory
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  var mayEnd: Bool { hasMember && !isWithinMember }

  @unsafe func decode(
    _ input: inout UnsafeMutableRawBufferPointer, _ output: inout UnsafeMutableRawBufferPointer
  ) throws(DecoderError) {
    if !isWithinMember {
      // Some writers fill the last block of a tape or a disk with zeros.
      while hasMember, unsafe input.first == 0 { unsafe input.removeFirst(bytes: 1) }
      guard let first = unsafe input.first else { return }
      if hasMember {
        guard first == 0x1F else { throw .notCompressed }
        unsafe inflateReset(stream)
      }
      isWithinMember = true
    }
    unsafe stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_in = UInt32(input.count)
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(output.count)
    let code = unsafe inflate(stream, Z_NO_FLUSH)
    unsafe input.removeFirst(bytes: input.count - Int(stream.pointee.avail_in))
    unsafe output.removeFirst(bytes: output.count - Int(stream.pointee.avail_out))
    switch code {
    // "Z_BUF_ERROR is not fatal" (zlib.h): there was no input.
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: (isWithinMember, hasMember) = (false, true)
    case Z_MEM_ERROR: throw .outOfMemory
    default: throw .damaged
    }
  }
}
