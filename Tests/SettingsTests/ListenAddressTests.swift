import Testing

@testable import Settings

@Suite struct ListenAddressTests {
  @Test(arguments: [
    ("127.0.0.1:8464", "127.0.0.1", 8464), ("0.0.0.0:0", "0.0.0.0", 0), ("[::]:8464", "::", 8464),
    ("[::1]:65535", "::1", 65_535), ("[2001:db8::5]:80", "2001:db8::5", 80),
    ("[::ffff:192.0.2.1]:1", "::ffff:192.0.2.1", 1),
  ])
  func `An address in figures with a port is read, and written the same`(text: String, host: String, port: UInt16) {
    let address = ListenAddress(text)
    #expect(address == ListenAddress(host: host, port: port))
    #expect(address?.description == text)
  }

  @Test(arguments: [
    "", "off", ":8464", "8464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1",
    "127.0.0.1: 80", "127.0.0.1:80 ", "127.0.0.1:٨٠", "127.1:80", "127.0.0.256:80", "::1:80", "[::1]", "[::1:80",
    "[127.0.0.1]:80", "[]:80", "[fe80::1%eth0]:80", "localhost:8464", "*:8464", "http://127.0.0.1:80", "127.0.0.1:80/",
  ])
  func `Anything else is none`(_ text: String) {
    #expect(ListenAddress(text) == nil)
  }

  @Test func `Off is no address, and every other text is a fault`() throws {
    #expect(
      try WorkerSettings.load(flags: [("--http-listen", "off")], environment: [:], file: nil).settings.http.address
        == nil)
    let errors = #expect(throws: SettingsErrors.self) {
      try WorkerSettings.load(flags: [("--http-listen", "localhost:8464")], environment: [:], file: nil)
    }
    #expect(
      errors?.errors.map(\.description) == [
        """
        --http-listen: http.listen must be an IP address and a port, as 127.0.0.1:8464 or [::]:8464, or off, not "localhost:8464"
          correct it, or take it out for the default: 127.0.0.1:8464
        """
      ])
  }
}
