internal import Ccrypto
internal import Glibc
internal import Settings

/// The files of certificates that the connections to Kafka need, by the properties of librdkafka.
struct CertificateFiles: Sendable {
  /// A file with more is a collection of everybody's authorities, such as the system's: what expires there concerns nobody.
  private static let certificatesMaximum = 20

  private let files: [(kind: CertificateExpiry.Kind, path: String)]

  init(_ settings: WorkerSettings) {
    let properties = settings.kafka.properties(for: .consumer)
    files = [(CertificateExpiry.Kind.client, "ssl.certificate.location"), (.ca, "ssl.ca.location")].compactMap {
      kind, name in
      properties.last { $0.name == name }.map { (kind, $0.value) }
    }
  }

  /// Reads the files; each that holds certificates gives the first expiry among them.
  var expiries: [CertificateExpiry] {
    files.compactMap { file in
      let expiries = Self.expiries(inFile: file.path)
      guard expiries.count <= Self.certificatesMaximum, let first = expiries.min() else { return nil }
      return CertificateExpiry(file.kind, timestampSeconds: first)
    }
  }

  /// When each certificate of a PEM file expires, in seconds since 1970.
  private static func expiries(inFile path: String) -> [Int64] {
    guard let file = unsafe BIO_new_file(path, "r") else {
      ERR_clear_error()
      return []
    }
    defer {
      unsafe BIO_free(file)
      // The end of a file is an error to OpenSSL, which keeps it for the thread.
      ERR_clear_error()
    }
    var expiries: [Int64] = []
    while let certificate = unsafe PEM_read_bio_X509(file, nil, nil, nil) {
      defer { unsafe X509_free(certificate) }
      var time = unsafe tm()
      let isRead = unsafe ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) == 1
      if isRead { unsafe expiries.append(Int64(timegm(&time))) }
    }
    return expiries
  }
}
