/// Results a second.
public struct ResultRates: Sendable, Equatable {
  public var accepted = 0.0
  public var rejected = 0.0

  public init() {}
}
