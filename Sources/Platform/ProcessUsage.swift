internal import Glibc

/// What the operating system says that the process uses now; nil where it does not say.
public struct ProcessUsage: Sendable {
  /// User and system time of all threads.
  public var cpuSeconds: Double?
  public var residentBytes: Int64?
  public var virtualBytes: Int64?
  public var openFiles: Int?
  public var filesMaximum: Int?
  public var threads: Int?

  public init() {}

  /// Asks for all of them; costs some tens of microseconds.
  public static var current: ProcessUsage {
    var usage = ProcessUsage()
    usage.readStatistics()
    usage.filesMaximum = limit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue))
    usage.openFiles = countOpenFiles()
    return usage
  }

  /// proc(5), /proc/pid/stat: the fields behind the name in parentheses, of which the first is number 3.
  private mutating func readStatistics() {
    guard let text = Self.contents(of: "/proc/self/stat"), let name = text.lastIndex(of: ")") else { return }
    let fields = text[text.index(after: name)...].split(separator: " ")
    guard fields.count > 21 else { return }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    if let user = Double(fields[11]), let system = Double(fields[12]), ticks > 0 {
      cpuSeconds = (user + system) / ticks
    }
    threads = Int(fields[17])
    virtualBytes = Int64(fields[20])
    residentBytes = Int64(fields[21]).map { $0 * Int64(sysconf(Int32(_SC_PAGESIZE))) }
  }

  private static func contents(of path: String) -> String? {
    guard let file = unsafe fopen(path, "r") else { return nil }
    defer { unsafe fclose(file) }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = unsafe fread(buffer.baseAddress, 1, buffer.count, file)
      return unsafe String(decoding: buffer[..<count], as: UTF8.self)
    }
  }

  private static func limit(_ resource: __rlimit_resource_t) -> Int? {
    var limits = rlimit()
    return unsafe getrlimit(resource, &limits) == 0 ? Int(clamping: limits.rlim_cur) : nil
  }

  private static func countOpenFiles() -> Int? {
    guard let folder = unsafe opendir("/proc/self/fd") else { return nil }
    defer { unsafe closedir(folder) }
    var count = 0
    while unsafe readdir(folder) != nil { count += 1 }
    // Not the two names of folders, nor the descriptor that this function has open.
    return count - 3
  }
}
