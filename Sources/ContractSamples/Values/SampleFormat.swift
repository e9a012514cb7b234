/// Values of the formats, in many of the shapes that their standards allow.
enum SampleFormat {
  // MARK: RFC 3339

  static func dateTime(_ writer: inout SampleWriter) {
    writer.quote()
    if writer.random.chance(2) {
      writer.string(leapSecond: writer.random.chance(50))
    } else {
      fullDate(&writer)
      writer.byte(writer.random.chance(3) ? UInt8(ascii: "t") : UInt8(ascii: "T"))
      writer.twoDigits(writer.random.below(24))
      for _ in 0..<2 {
        writer.byte(UInt8(ascii: ":"))
        writer.twoDigits(writer.random.below(60))
      }
      if writer.random.chance(50) {
        writer.byte(UInt8(ascii: "."))
        writer.digits(writer.random.chance(80) ? 3 : writer.random.within(1...9))
      }
      zone(&writer)
    }
    writer.quote()
  }

  static func fullDate(_ writer: inout SampleWriter) {
    writer.number(writer.random.within(1995...2026))
    writer.byte(UInt8(ascii: "-"))
    writer.twoDigits(writer.random.within(1...12))
    writer.byte(UInt8(ascii: "-"))
    writer.twoDigits(writer.random.within(1...28))
  }

  private static func zone(_ writer: inout SampleWriter) {
    switch writer.random.below(10) {
    case 0..<6: writer.byte(UInt8(ascii: "Z"))
    case 6: writer.byte(UInt8(ascii: "z"))
    case 7: writer.raw("-08:00")
    case 8: writer.raw("+05:30")
    default: writer.raw("+00:00")
    }
  }

  // MARK: RFC 3986

  static func uri(_ writer: inout SampleWriter) {
    writer.quote()
    switch writer.random.below(20) {
    case 0: writer.raw("urn:oid:2.16.840")
    case 1:
      writer.raw("mailto:")
      mailbox(&writer)
    case 2:
      scheme(&writer, "http")
      writer.raw("[2001:db8::7]:8080")
      writer.slash()
    case 3:
      scheme(&writer, "ftp")
      writer.raw("anonymous:guest@192.0.2.16")
      writer.slash()
      writer.raw("pub")
    default: webAddress(&writer)
    }
    writer.quote()
  }

  private static func webAddress(_ writer: inout SampleWriter) {
    scheme(&writer, writer.random.chance(85) ? "https" : "HTTP")
    if writer.random.chance(70) { writer.raw("www.") }
    writer.host()
    if writer.random.chance(5) { writer.raw(":8443") }
    if writer.random.chance(50) { writer.slash() } else { return }
    if writer.random.chance(40) { writer.raw("%E2%9C%93") }
    if writer.random.chance(30) { writer.raw("?utm_source=a+b&id=7") }
    if writer.random.chance(10) { writer.raw("#about") }
  }

  private static func scheme(_ writer: inout SampleWriter, _ scheme: String) {
    writer.raw(scheme)
    writer.byte(UInt8(ascii: ":"))
    writer.slash()
    writer.slash()
  }

  // MARK: RFC 5321

  static func email(_ writer: inout SampleWriter) {
    writer.quote()
    switch writer.random.below(50) {
    case 0: writer.raw(#"\"front desk\"@"#)
    case 1: writer.raw(#"\"a@b\\\" c\"@"#)
    case 2:
      writer.raw("postmaster@[192.0.2.7]")
      writer.quote()
      return
    case 3:
      writer.raw("noc@[IPv6:2001:db8::7]")
      writer.quote()
      return
    default:
      mailbox(&writer)
      writer.quote()
      return
    }
    writer.host()
    writer.quote()
  }

  private static func mailbox(_ writer: inout SampleWriter) {
    writer.raw(localParts[writer.random.below(localParts.count)])
    if writer.random.chance(20) {
      writer.byte(UInt8(ascii: "+"))
      writer.lettersAndDigits(4)
    }
    writer.byte(UInt8(ascii: "@"))
    writer.host()
  }

  private static let localParts = [
    "info", "sales", "accounts.payable", "j.doe", "o'neill", "k_mueller", "Buero", "team-eu", "~ops", "1st.contact",
  ]
}

extension SampleWriter {
  /// The last one so far, in Greenwich or on the American west coast.
  fileprivate mutating func string(leapSecond isUTC: Bool) {
    raw(isUTC ? "2016-12-31T23:59:60Z" : "2016-12-31T15:59:60.5-08:00")
  }
}
