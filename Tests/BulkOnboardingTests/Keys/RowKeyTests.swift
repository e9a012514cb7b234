import Testing

@testable import BulkOnboarding

@Suite struct RowKeyTests {
  @Test func `A key is the first 128 bits of the digest of the command in base64url`() {
    var key: [UInt8] = []
    RowKey.write(of: unsafe Array("abc".utf8).span.bytes, to: &key)
    // sha256("abc") begins ba7816bf 8f01cfea 414140de 5dae2223.
    #expect(String(decoding: key, as: UTF8.self) == "ungWv48Bz-pBQUDeXa4iIw")
  }
}
