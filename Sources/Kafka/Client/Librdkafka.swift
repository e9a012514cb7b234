internal import Crdkafka

/// The librdkafka that this process runs on; it can be newer than the one it was built with.
public enum Librdkafka {
  /// `2.0.2`
  public static var version: String { unsafe String(cString: rd_kafka_version_str()) }

  /// `0x020002ff`: major, minor, revision, and `ff` for a release, a byte each.
  public static var versionNumber: Int32 { rd_kafka_version() }

  /// The oldest version that this code is made for.
  public static let oldestSupported: Int32 = 0x0200_02ff
}
