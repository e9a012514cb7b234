import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct FormatTests {
  static func errors(_ field: String, _ value: String) -> [String] {
    var json: [UInt8] = []
    json.appendJSON(value)
    return Decided(command("\"\(field)\":" + String(decoding: json, as: UTF8.self))).errors
  }

  @Test(arguments: [
    "2024-01-15T09:00:00.000Z", "1963-06-19t08:30:06.283185z", "1990-12-31T23:59:60Z", "1990-12-31T15:59:60.123-08:00",
    "2024-02-29T00:00:00+23:59", "2000-02-29T00:00:00Z", "0000-01-01T00:00:00Z", "1998-12-31T23:59:60.1Z",
    "2016-06-30T23:59:60+00:00", "1937-01-01T12:00:27.87+00:20", "2024-01-01T00:59:60+01:00",
  ])
  func `A date and time of RFC 3339`(_ value: String) {
    #expect(Self.errors("customerSince", value) == [])
  }

  @Test(arguments: [
    "", "2024-01-15", "2024-01-15T09:00:00", "2024-01-15 09:00:00Z", "2024-1-15T09:00:00Z", "2024-13-01T00:00:00Z",
    "2024-00-01T00:00:00Z", "2024-04-31T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2024-01-00T00:00:00Z", "2024-01-15T24:00:00Z", "2024-01-15T09:60:00Z", "2024-01-15T09:00:61Z",
    "1998-12-31T23:58:60Z", "1998-12-31T22:59:60Z", "2024-01-15T09:00:00.Z", "2024-01-15T09:00:00+24:00",
    "2024-01-15T09:00:00+00:60", "2024-01-15T09:00:00+0000", "2024-01-15T09:00:00Zx", " 2024-01-15T09:00:00Z",
    "2024-01-15T09:00Z", "+2024-01-15T09:00:00Z", "2024-01-15T09:00:00\u{2212}01:00", "1963-06-1৪T00:00:00Z",
    "2013-350T01:01:01Z",
  ])
  func `No date and time of RFC 3339`(_ value: String) {
    #expect(Self.errors("customerSince", value) == ["invalid_format /customerSince"])
  }

  @Test(arguments: [
    "http://foo.bar/?baz=qux#quux", "http://foo.com/blah_(wikipedia)_blah#cite-1",
    "http://foo.bar/?q=Test%20URL-encoded",
    "http://xn--nw2a.xn--j6w193g/", "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com", "http://223.255.255.254",
    "ftp://ftp.is.co.za/rfc/rfc1808.txt", "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:John.Doe@example.com",
    "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212",
    "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
    "a:", "a://", "a:/", "a:b/c//d", "file:///etc", "http://[::1]:80/", "http://[1:2:3:4:5:6:7:8]",
    "http://[::ffff:127.0.0.1]", "http://[1:2:3:4:5:6:7::]", "http://[v7.a:b]", "HTTP://EXAMPLE.COM", "http://a:/",
    "http://999.999.999.999", "x-y+z.1:%41?/??#?/",
  ])
  func `A URI of RFC 3986`(_ value: String) {
    #expect(Self.errors("website", value) == [])
  }

  @Test(arguments: [
    "", "//foo.bar/?baz=qux#quux", "/abc", "\\\\WINDOWS\\fileshare", "abc", "www.example.com", "http:// shouldfail.com",
    ":// should fail", "bar,baz:foo", "1a:b", "https://[@example.org/test.txt", "https://example.org/foobar\\.txt",
    "https://example.org/foobar<>.txt", "https://example.org/foobar{}.txt", "https://example.org/foobar^.txt",
    "https://example.org/foobar`.txt", "https://example.org/foo bar.txt", "https://example.org/foobar|.txt",
    "http://a/%4", "http://a/%zz", "http://a#b#c", "http://[::1", "http://[1:2:3]", "http://[1:2:3:4:5:6:7:8::]",
    "http://[::1::2]", "http://[12345::]", "http://[::1]x", "http://[::256.1.1.1]", "http://[v.a]", "http://a:8a/",
    "http://a@b@c", "http://é.com", "ä:b", "http://[::01.1.1.1]", "http://[1:2:3:4:5:6:7:1.2.3.4]",
  ])
  func `No URI of RFC 3986`(_ value: String) {
    #expect(Self.errors("website", value) == ["invalid_format /website"])
  }

  @Test(arguments: [
    "joe.bloggs@example.com", "te~st@example.com", "~test@example.com", "test~@example.com", "te.s.t@example.com",
    "\"joe bloggs\"@example.com", "\"joe..bloggs\"@example.com", "\"joe@bloggs\"@example.com", "\"\"@example.com",
    "\"a\\\"b\\\\c\"@example.com", "joe.bloggs@[127.0.0.1]", "joe.bloggs@[IPv6:::1]", "a@[ipv6:2001:db8::7]",
    "a@b", "a@1.2", "a@x-y.z", "!#$%&'*+-/=?^_`{|}~@a", "a@[IPv6:1:2:3:4:5:6:7:8]", "a@[IPv6:::ffff:1.2.3.4]",
  ])
  func `A mailbox of RFC 5321`(_ value: String) {
    #expect(Self.errors("primaryEmail", value) == [])
  }

  @Test(arguments: [
    "", "2962", "@", "a@", "@b", ".test@example.com", "test.@example.com", "te..st@example.com",
    "joe.bloggs@invalid=domain.com", "joe.bloggs@[127.0.0.300]", "a@b@c", "a b@c", "\"a\"b@c", "\"a@b", "a@-b", "a@b-",
    "a@b..c", "a@b.", "a@.b", "a@[1.2.3]", "a@[::1]", "a@[IPv6:]", "a@[IPv6:1:2:3:4:5:6:7::]", "a@[1.2.3.4",
    "a@[1.2.3.4]x", "é@b", "a@é", "\"é\"@b", "a@b_c", "user1@oceania.org, user2@oceania.org",
    "\"Winston Smith\" <winston.smith@recdep.minitrue>", "a@[tag:x]",
  ])
  func `No mailbox of RFC 5321`(_ value: String) {
    #expect(Self.errors("primaryEmail", value) == ["invalid_format /primaryEmail"])
  }

  @Test func `A format is judged by what the string means`() {
    #expect(
      Decided(
        command(#""primaryEmail":"a\u0040b.c","website":"http:\/\/a\/","customerSince":"\u0032024-01-15T09:00:00Z""#)
      ).errors == [])
    #expect(Decided(command(#""primaryEmail":"a\n@b.c""#)).errors == ["invalid_format /primaryEmail"])
  }
}

@Suite struct ByteClassTests {
  private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
  private static let digits = "0123456789"
  private static let name = letters + digits + "-._~!$&'()*+,;="

  @Test(arguments: [
    (ByteClass.letter, letters), (.letterOrDigit, letters + digits), (.hexDigit, digits + "abcdefABCDEF"),
    (.scheme, letters + digits + "+-."), (.name, name), (.userInformation, name + ":"), (.path, name + ":@/"),
    (.query, name + ":@/?"), (.atom, letters + digits + "!#$%&'*+-/=?^_`{|}~"), (.label, letters + digits + "-"),
  ])
  func `A set has its characters and no others`(_ set: ByteClass, _ characters: String) {
    #expect((UInt8.min...UInt8.max).filter { set.contains($0) } == characters.utf8.sorted())
  }
}
