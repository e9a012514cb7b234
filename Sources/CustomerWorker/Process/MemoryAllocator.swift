internal import Cglibc

/// Settings of glibc's allocator for the life of a worker.
public enum MemoryAllocator {
  /// Keeps librdkafka's fetch buffers on the heap: by default each is mapped anew and the kernel zeroes it, a quarter
  /// of a forwarder's CPU. Call it before the first client. Under another allocator it has no effect.
  public static func keepBuffers() {
    mallopt(M_MMAP_THRESHOLD, 64 << 20)
    mallopt(M_TRIM_THRESHOLD, 512 << 20)
    mallopt(M_TOP_PAD, 64 << 20)
  }
}
