import Foundation
import Settings
import Testing

@testable import CustomerWorker

/// When the certificates of the connections expire.
@Suite struct CertificateFilesTests {
  /// One that expires at 2055211659.
  private static let early = """
    -----BEGIN CERTIFICATE-----
    MIIBcjCCARmgAwIBAgIUEAsU1FqbgnPyZ4rFAzIkeF7AOzcwCgYIKoZIzj0EAwIw
    DzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMzAwNDA3MzlaFw0zNTAyMTYwNDA3Mzla
    MA8xDTALBgNVBAMMBHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATu+gOQ
    MzVGo4ZQ+OUKYXINr2mTd91MyOEoBorV9k9xyr5NtmAwHKqgBWasZaFPsKbXhxMy
    3RRU0PfDVOfXhGl9o1MwUTAdBgNVHQ4EFgQUqG6GuEoq6xs4lSGNuq5NNgkSVvgw
    HwYDVR0jBBgwFoAUqG6GuEoq6xs4lSGNuq5NNgkSVvgwDwYDVR0TAQH/BAUwAwEB
    /zAKBggqhkjOPQQDAgNHADBEAiBg1F/WI0nEpp8TKTv/rAOss/cRJaRRud63ERL5
    6RpHdgIgCoSjnF3e0zEUxtIPdcfW7zLEo365hJ4sAxAyiu7nF4o=
    -----END CERTIFICATE-----
    """

  /// One that expires at 2141611659.
  private static let late = """
    -----BEGIN CERTIFICATE-----
    MIIBdDCCARmgAwIBAgIUepXnaloGSS5cYe0EFZOSAMSP2hgwCgYIKoZIzj0EAwIw
    DzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMzAwNDA3MzlaFw0zNzExMTIwNDA3Mzla
    MA8xDTALBgNVBAMMBHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASb5O2R
    EdMtgMwH4gH6mbG9SXmLVvmhqImCtc7u9GljTB5tSZP/IpO3yirGt+gr1qRoXCmJ
    N6xNMdczSdi3fAoho1MwUTAdBgNVHQ4EFgQUt0OTSvExiBWeP37m1v+JLarXK4ww
    HwYDVR0jBBgwFoAUt0OTSvExiBWeP37m1v+JLarXK4wwDwYDVR0TAQH/BAUwAwEB
    /zAKBggqhkjOPQQDAgNJADBGAiEA9fzQ+jyJSiyMKlSt58vcgQ05Sob67WH+r5/t
    FqRKBQ0CIQDAs9FaE8CqnZfuAMvgwZv9O2xcormiZJ7aqfhsxAeZSg==
    -----END CERTIFICATE-----
    """

  /// Writes files, and reads the expiries of those that the properties name.
  private static func expiries(_ files: [String: String], _ properties: [String: String]) throws -> [CertificateExpiry]
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "certificates-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    var settings = WorkerSettings()
    settings.kafka.properties = properties.mapValues { folder.appending(path: $0).path }
    return CertificateFiles(settings).expiries
  }

  @Test func `The worker's own and the authority's file are read, and the first certificate to expire counts`() throws {
    let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
    let files = ["own.pem": "\(key)\n\(Self.late)\n\(Self.early)\n", "ca.pem": Self.late + "\n"]
    let found = try Self.expiries(
      files, ["ssl.certificate.location": "own.pem", "ssl.ca.location": "ca.pem", "ssl.key.location": "own.pem"])
    #expect(
      found == [
        CertificateExpiry(.client, timestampSeconds: 2055211659), CertificateExpiry(.ca, timestampSeconds: 2141611659),
      ])
  }

  @Test func `A file that is missing, empty or a folder brings nothing`() throws {
    let names = ["ssl.certificate.location": "missing.pem", "ssl.ca.location": "empty.pem"]
    #expect(try Self.expiries(["empty.pem": ""], names).isEmpty)
    #expect(try Self.expiries([:], ["ssl.ca.location": "."]).isEmpty)
    #expect(try Self.expiries([:], [:]).isEmpty)
  }

  @Test func `A collection of everybody's authorities is left out`() throws {
    let all = String(repeating: Self.early + "\n", count: 21)
    #expect(try Self.expiries(["ca.pem": all], ["ssl.ca.location": "ca.pem"]).isEmpty)
  }
}
