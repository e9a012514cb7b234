/// The accepted customer: what was sent, byte for byte, with the defaults and the few changes that there are.
extension CommandProcessor {
  /// Appends the accepted customer's JSON, as the accepted result has it.
  public mutating func appendCustomer(of decision: Decision, to bytes: inout [UInt8]) {
    let room = customerBytesMaximum(decision)
    unsafe withUnsafeTemporaryAllocation(byteCount: room, alignment: 1) { memory in
      var writer = ArenaWriter(memory)
      appendCustomer(decision, to: &writer)
      let written = unsafe UnsafeRawBufferPointer(rebasing: memory[..<writer.count])
      unsafe bytes.append(contentsOf: written)
    }
  }

  /// Appends the JSON array of a rejected command's errors, as the rejected result has it.
  public mutating func appendErrors(of decision: Decision, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, error) in decision.errors.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: error.json)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func customerBytesMaximum(_ decision: Decision) -> Int {
    // An integer in plain digits has no more than twenty.
    decision.body.count + reader.rewrites.count * 20 + reader.table.defaultBytes + 2
      + (decision.filledWorkspace.map { [UInt8].jsonCount($0) + 20 } ?? 0)
  }

  mutating func appendCustomer(_ decision: Decision, to writer: inout ArenaWriter) {
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
