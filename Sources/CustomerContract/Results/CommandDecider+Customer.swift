/// The accepted customer: what was sent, byte for byte, with the defaults and the few changes that there are.
extension CommandDecider {
  /// No fewer bytes than `appendCustomer` writes.
  mutating func customerBytesMaximum(_ decision: borrowing Decision) -> Int {
    // An integer in plain digits has no more than twenty.
    decision.body.count + reader.rewrites.count * 20 + reader.table.defaultBytes + 2
      + (decision.filledWorkspace.map { [UInt8].jsonCount($0) + 20 } ?? 0)
  }

  /// Writes the accepted customer's JSON.
  mutating func appendCustomer(_ decision: borrowing Decision, to writer: inout ArenaWriter) {
    writer.append(UInt8(ascii: "{"))
    let start = writer.count
    // Where the tokens' text begins, which the reader's ranges count from.
    let base = decision.body.lowerBound - reader.body.lowerBound
    if reader.hasDropped {
      for member in reader.members where !member.isDropped {
        if writer.count > start { writer.append(UInt8(ascii: ",")) }
        append((member.range.lowerBound + base)..<(member.range.upperBound + base), base, to: &writer)
      }
    } else {
      append(decision.body, base, to: &writer)
    }
    var hasMembers = writer.count > start
    for field in decision.defaults {
      let bytes = reader.table.defaults[field]
      if hasMembers { writer.append(bytes) } else { writer.append(Array(bytes.dropFirst())) }
      hasMembers = true
    }
    if let workspace = decision.filledWorkspace {
      var bytes = Array(",\"workspaceId\":".utf8)
      bytes.appendJSON(workspace)
      writer.append(hasMembers ? bytes : Array(bytes.dropFirst()))
    }
    writer.append(UInt8(ascii: "}"))
  }

  /// Appends a piece of the text, with its integers in plain digits.
  private mutating func append(_ range: Range<Int>, _ base: Int, to writer: inout ArenaWriter) {
    var at = range.lowerBound
    for rewrite in reader.rewrites {
      let start = rewrite.range.lowerBound + base
      guard range.contains(start) else { continue }
      writer.append(text.view[at..<start])
      writer.append(rewrite.digits)
      at = rewrite.range.upperBound + base
    }
    writer.append(text.view[at..<range.upperBound])
  }
}
