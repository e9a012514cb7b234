/// Decides commands and writes their results: everything between a record that was read and the records to be written.
///
/// A pure function of the record, the settings and the context, with memory that is used again for the next command.
/// Each lane has one.
public struct CommandProcessor: ~Copyable {
  private var decider: CommandDecider
  private var encoder: ResultEncoder
  private let noHeaders: RecordHeaders

  public init(rules: Rules, format: ResultFormat, table: FieldTable = .customer) {
    decider = CommandDecider(rules: rules, format: format, table: table)
    encoder = ResultEncoder(format: format)
    noHeaders = RecordHeaders(rules: rules, format: format)
  }

  /// Makes room for the headers of records that this processor decides.
  public func makeHeaders() -> RecordHeaders { noHeaders }

  /// Decides a command.
  ///
  /// The decision refers to this processor's memory, so it must be used before the next one is made: a use of an older
  /// decision ends the process.
  /// - Parameter value: The record's value; nil is a null value, a tombstone.
  public mutating func decide(value: RawSpan?, headers: RecordHeaders) -> Decision {
    decider.decide(value: value, headers: headers)
  }

  /// Writes the result of the last decision: today one record.
  ///
  /// A result always fits within `context.resultBytes`: what does not fit is left out, and the result says so.
  /// - Parameters:
  ///   - headers: The same that the command was decided with.
  ///   - outgoing: Gets the record.
  /// - Returns: Where the result goes: an accepted command whose result does not fit is rejected after all.
  public mutating func encode(
    _ decision: borrowing Decision, key: RawSpan?, headers: RecordHeaders, position: RecordPosition,
    context: DecisionContext,
    into outgoing: inout OutgoingRecords
  ) -> OutgoingRecords.Destination {
    decider.requireLast(decision)
    return encoder.encode(
      decision, of: &decider, key: key, headers: headers, position: position, context: context, into: &outgoing)
  }

  /// Writes the rejected result of a record of which nothing is known but its position: its batch cannot be decompressed.
  ///
  /// The result has no key, no timestamp (its `ce_id` is that of -1) and no command.
  /// - Returns: What is wrong, for those who count errors.
  @discardableResult
  public mutating func encodeUndecodable(
    topic: String, partition: Int32, offset: Int64, context: DecisionContext, into outgoing: inout OutgoingRecords
  ) -> [CommandError] {
    let decision = decider.undecodable()
    _ = encoder.encode(
      decision, of: &decider, key: nil, headers: noHeaders,
      position: RecordPosition(topic: topic, partition: partition, offset: offset, timestamp: nil), context: context,
      into: &outgoing)
    return decision.errors
  }

  /// Appends the JSON of the accepted customer to `bytes`, as the accepted result of the last decision has it.
  public mutating func appendCustomer(of decision: borrowing Decision, to bytes: inout [UInt8]) {
    decider.requireLast(decision)
    let room = decider.customerBytesMaximum(decision)
    unsafe withUnsafeTemporaryAllocation(byteCount: room, alignment: 1) { memory in
      var writer = ArenaWriter(memory)
      decider.appendCustomer(decision, to: &writer)
      let written = unsafe UnsafeRawBufferPointer(rebasing: memory[..<writer.count])
      unsafe bytes.append(contentsOf: written)
    }
  }

  /// Appends the JSON array of a rejected command's errors to `bytes`, as the rejected result has it.
  public func appendErrors(of decision: borrowing Decision, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, error) in decision.errors.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: error.json)
    }
    bytes.append(UInt8(ascii: "]"))
  }
}
