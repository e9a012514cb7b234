internal import Cyaml

/// libyaml's parser over a text of its own; owns every object of the library's.
@safe struct YAMLParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// yaml.h: "the input pointer must be valid while the parser object exists".
  private let input: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8]) throws(YAMLError) {
    unsafe input = .allocate(capacity: bytes.count)
    _ = unsafe input.initialize(fromContentsOf: bytes)
    unsafe parser = .allocate(capacity: 1)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      unsafe input.deallocate()
      throw YAMLError(
        location: YAMLLocation(line: 1, column: 1), problem: "cannot be read: no memory", remedy: "try again")
    }
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  mutating func next() throws(YAMLError) -> YAMLEvent {
    // On failure the library leaves an empty event, which needs no deleting; deleting it does no harm either.
    var event = unsafe yaml_event_t()
    defer { unsafe yaml_event_delete(&event) }
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw error() }
    return unsafe YAMLEvent(event)
  }

  private func error() -> YAMLError {
    let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "cannot be read"
    let location =
      if unsafe parser.pointee.error == YAML_READER_ERROR {
        // The reader has no location, only an offset in bytes.
        unsafe Self.location(in: input, offset: parser.pointee.problem_offset)
      } else {
        unsafe YAMLLocation(parser.pointee.problem_mark)
      }
    return YAMLError(
      location: location, problem: "the file is not YAML: \(problem)",
      remedy: "correct this line, or the one before it; a text with special characters needs quotes")
  }

  private static func location(in input: UnsafeMutableBufferPointer<UInt8>, offset: Int) -> YAMLLocation {
    let before = unsafe input.prefix(offset)
    let line = unsafe before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let lineStart = unsafe before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return unsafe YAMLLocation(line: line, column: before.count - lineStart + 1)
  }
}

extension YAMLLocation {
  fileprivate init(_ location: yaml_mark_t) {
    self.init(line: Int(location.line) + 1, column: Int(location.column) + 1)
  }
}

extension YAMLEvent {
  /// Copies what the event holds; the event stays the caller's.
  fileprivate init(_ event: yaml_event_t) {
    location = unsafe YAMLLocation(event.start_mark)
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let text = unsafe String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      kind = unsafe .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      isMarked = unsafe scalar.anchor != nil || scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      isMarked = unsafe event.data.sequence_start.anchor != nil || event.data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      isMarked = unsafe event.data.mapping_start.anchor != nil || event.data.mapping_start.tag != nil
    default:
      kind = unsafe Self.kind(event.type)
      isMarked = false
    }
  }

  private static func kind(_ type: yaml_event_type_t) -> Kind {
    switch type {
    case YAML_SEQUENCE_END_EVENT: .sequenceEnd
    case YAML_MAPPING_END_EVENT: .mappingEnd
    case YAML_ALIAS_EVENT: .alias
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_STREAM_START_EVENT: .streamStart
    // After the end of the stream the library has no more events.
    default: .streamEnd
    }
  }
}
