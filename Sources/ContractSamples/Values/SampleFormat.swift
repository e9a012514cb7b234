/// Values of the formats, in many of the shapes that their standards allow.
enum SampleFormat {
  // MARK: RFC 3339

  static func dateTime(_ pen: inout SamplePen) {
    pen.quote()
    if pen.random.chance(2) {
      pen.string(leapSecond: pen.random.chance(50))
    } else {
      fullDate(&pen)
      pen.byte(pen.random.chance(3) ? UInt8(ascii: "t") : UInt8(ascii: "T"))
      pen.twoDigits(pen.random.below(24))
      for _ in 0..<2 {
        pen.byte(UInt8(ascii: ":"))
        pen.twoDigits(pen.random.below(60))
      }
      if pen.random.chance(50) {
        pen.byte(UInt8(ascii: "."))
        pen.digits(pen.random.chance(80) ? 3 : pen.random.within(1...9))
      }
      zone(&pen)
    }
    pen.quote()
  }

  static func fullDate(_ pen: inout SamplePen) {
    pen.number(pen.random.within(1995...2026))
    pen.byte(UInt8(ascii: "-"))
    pen.twoDigits(pen.random.within(1...12))
    pen.byte(UInt8(ascii: "-"))
    pen.twoDigits(pen.random.within(1...28))
  }

  private static func zone(_ pen: inout SamplePen) {
    switch pen.random.below(10) {
    case 0..<6: pen.byte(UInt8(ascii: "Z"))
    case 6: pen.byte(UInt8(ascii: "z"))
    case 7: pen.raw("-08:00")
    case 8: pen.raw("+05:30")
    default: pen.raw("+00:00")
    }
  }

  // MARK: RFC 3986

  static func uri(_ pen: inout SamplePen) {
    pen.quote()
    switch pen.random.below(20) {
    case 0: pen.raw("urn:oid:2.16.840")
    case 1:
      pen.raw("mailto:")
      mailbox(&pen)
    case 2:
      scheme(&pen, "http")
      pen.raw("[2001:db8::7]:8080")
      pen.slash()
    case 3:
      scheme(&pen, "ftp")
      pen.raw("anonymous:guest@192.0.2.16")
      pen.slash()
      pen.raw("pub")
    default: webAddress(&pen)
    }
    pen.quote()
  }

  private static func webAddress(_ pen: inout SamplePen) {
    scheme(&pen, pen.random.chance(85) ? "https" : "HTTP")
    if pen.random.chance(70) { pen.raw("www.") }
    pen.host()
    if pen.random.chance(5) { pen.raw(":8443") }
    if pen.random.chance(50) { pen.slash() } else { return }
    if pen.random.chance(40) { pen.raw("%E2%9C%93") }
    if pen.random.chance(30) { pen.raw("?utm_source=a+b&id=7") }
    if pen.random.chance(10) { pen.raw("#about") }
  }

  private static func scheme(_ pen: inout SamplePen, _ scheme: String) {
    pen.raw(scheme)
    pen.byte(UInt8(ascii: ":"))
    pen.slash()
    pen.slash()
  }

  // MARK: RFC 5321

  static func email(_ pen: inout SamplePen) {
    pen.quote()
    switch pen.random.below(50) {
    case 0: pen.raw(#"\"front desk\"@"#)
    case 1: pen.raw(#"\"a@b\\\" c\"@"#)
    case 2:
      pen.raw("postmaster@[192.0.2.7]")
      pen.quote()
      return
    case 3:
      pen.raw("noc@[IPv6:2001:db8::7]")
      pen.quote()
      return
    default:
      mailbox(&pen)
      pen.quote()
      return
    }
    pen.host()
    pen.quote()
  }

  private static func mailbox(_ pen: inout SamplePen) {
    pen.raw(localParts[pen.random.below(localParts.count)])
    if pen.random.chance(20) {
      pen.byte(UInt8(ascii: "+"))
      pen.lettersAndDigits(4)
    }
    pen.byte(UInt8(ascii: "@"))
    pen.host()
  }

  private static let localParts = [
    "info", "sales", "accounts.payable", "j.doe", "o'neill", "k_mueller", "Buero", "team-eu", "~ops", "1st.contact",
  ]
}

extension SamplePen {
  /// The last one so far, in Greenwich or on the American west coast.
  fileprivate mutating func string(leapSecond isUTC: Bool) {
    raw(isUTC ? "2016-12-31T23:59:60Z" : "2016-12-31T15:59:60.5-08:00")
  }
}
