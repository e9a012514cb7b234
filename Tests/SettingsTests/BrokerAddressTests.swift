import Testing

@testable import Settings

@Suite struct BrokerAddressTests {
  @Test(
    arguments: [
      ("k1", ["k1"], [nil]), ("k1:9092, k2:9093", ["k1", "k2"], [nil, nil]), ("[::1]:9092", ["::1"], [nil]),
      ("[fe80::1%eth0]", ["fe80::1%eth0"], [nil]), ("SASL_SSL://k1:9092,ssl://k2", ["k1", "k2"], ["SASL_SSL", "SSL"]),
      ("Plaintext://[::1]:1", ["::1"], ["PLAINTEXT"]),
    ] as [(String, [String], [String?])])
  func `An address has a host, and a protocol where it is named`(
    _ text: String, _ hosts: [String], _ protocols: [String?]
  ) {
    let addresses = BrokerAddress.list(text)
    #expect(addresses?.map(\.host) == hosts)
    #expect(addresses?.map(\.securityProtocol) == protocols)
  }

  @Test(arguments: [
    "", ",", "k1,", "k1:", "k1:0", "k1:65536", "k1:+1", "k1:９", "::1", "k 1", ":9092", "[::1", "[]:1", "[::1]x",
    "https://k1", "http://k1:80/x", "kafka://k1", "kafka-secure://k1:1", "://k1", "SASL://k1", "SASL_SSL:/k1",
    "TLS://k1",
    "SSL://SSL://k1", "k1;k2", "k1 k2", "user@k1", "k1/x",
  ])
  func `What is no address is not taken`(_ text: String) {
    #expect(BrokerAddress.list(text) == nil)
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:1", true), ("kafka.localhost", true), ("127.0.0.1", true),
    ("127.1.2.3:9092", true),
    ("[::1]", true), ("[0:0:0:0:0:0:0:1]:1", true), ("k1", false), ("127.0.0.1.example.com", false), ("[::2]", false),
    ("[fe80::1]", false), ("10.0.0.1", false),
  ])
  func `A host of this machine is known`(_ text: String, _ isLoopback: Bool) {
    #expect(BrokerAddress.list(text)?.first?.isLoopback == isLoopback)
  }
}
