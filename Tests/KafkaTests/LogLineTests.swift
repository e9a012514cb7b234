import Kafka
import Testing

@Suite struct LogLineTests {
  private func line(_ facility: String, _ message: String) -> LogLine {
    LogLine(level: 3, facility: facility, message: message)
  }

  // The sentences are those of librdkafka 2.0.2.
  @Test(arguments: [
    "sasl_plaintext://b:9092/bootstrap: SASL authentication error: Authentication failed: Invalid username or password",
    "sasl_ssl://b:9092/1: SASL SCRAM-SHA-256 mechanism handshake failed: Broker: Unsupported SASL mechanism:"
      + " broker's supported mechanisms: PLAIN",
    "ssl://b:9092/bootstrap: SSL handshake failed: error:0A000086:SSL routines::certificate verify failed",
    "ssl://b:9092/bootstrap: Broker certificate could not be verified, verify that ssl.ca.location is correctly configured"
      + " or root CA certificates are installed: certificate verify failed",
  ])
  func `A broker and a client that refuse each other`(_ message: String) {
    #expect(line("FAIL", message).isAuthenticationFailure)
  }

  @Test(arguments: [
    "sasl_plaintext://sasl-broker:9092/bootstrap: Connect to ipv4#127.0.0.1:9092 failed: Connection refused",
    "b:9092/1: Disconnected (after 12 ms in state UP)",
    "b:9092/1: 1 request(s) timed out: disconnect",
    "b:9092/1: Failed to resolve 'b:9092': Name or service not known",
  ])
  func `A broker that is down refuses nobody`(_ message: String) {
    #expect(!line("FAIL", message).isAuthenticationFailure)
  }

  @Test func `A lost connection and a request that timed out are trouble, and a warning about a property is not`() {
    #expect(line("FAIL", "b:9092/1: Disconnected").isConnectionTrouble)
    #expect(line("REQTMOUT", "b:9092/1: Timed out 1 in-flight").isConnectionTrouble)
    #expect(!line("CONFWARN", "Configuration property linger.ms is …").isConnectionTrouble)
  }
}
