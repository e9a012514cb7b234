/// When a certificate that a connection to Kafka needs is valid no longer.
public struct CertificateExpiry: Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// `ssl.certificate.location`, the worker's own.
    case client
    /// `ssl.ca.location`, by which the brokers' are checked.
    case ca
  }

  public var kind: Kind
  /// The first expiry among the file's certificates, in seconds since 1970.
  public var timestampSeconds: Int64

  public init(_ kind: Kind, timestampSeconds: Int64) {
    self.kind = kind
    self.timestampSeconds = timestampSeconds
  }
}
