/// How large a result can be when everything that may be left out of it is left out.
///
/// The parts are the longest that the settings allow, so their sum bounds the smallest result of every command.
public enum ResultSize {
  /// The least that `limits.resultBytes` and a result topic's `max.message.bytes` may be.
  public static let minimum = 4096
  /// The most bytes of `results.source` and of `results.problemBase`: the settings' own bounds.
  public static let sourceBytesMaximum = 512
  public static let problemBaseBytesMaximum = 512

  /// A single error whose JSON is longer is left out of the smallest result.
  static let errorBytes = 1024
  /// A longer sentence, which lists what the settings allow, gives way to its code's title.
  static let sentenceBytes = 256
  /// The labels and punctuation around the parts of a rejected result's value, its title and status, and the numbers of
  /// errors.
  static let labelBytes = 256
  /// The members of the position, with their numbers, and the end of the value.
  static let positionBytes = 256
  /// Kafka's longest name of a topic (`Topic.MAX_NAME_LENGTH`).
  static let topicBytes = 249
  /// The names of the six headers that each result has, their values but the source, and the attributes that replace them
  /// in a structured event.
  static let headerBytes = 320
  /// What a record has that is neither key, value nor header: its part of a batch, and its own lengths and times.
  static let recordBytes = 128

  /// The most that a result takes besides its key.
  static let smallest: Int = {
    let value = problemBaseBytesMaximum + sentenceBytes + errorBytes + labelBytes + positionBytes + topicBytes
    let sum = value + sourceBytesMaximum + headerBytes + recordBytes
    precondition(sum <= minimum, "the smallest result fits into the smallest topic")
    return sum
  }()
}
