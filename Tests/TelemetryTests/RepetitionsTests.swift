import Testing

@testable import Telemetry

@Suite struct RepetitionsTests {
  private let event = Happened(message: "again", repetitionKey: "a")

  @Test func `The first event is written, and the next one a minute later stands for those between`() {
    var repetitions = Repetitions()
    #expect(repetitions.admit(event, at: 1000) == 1)
    #expect(repetitions.admit(event, at: 1001) == nil)
    #expect(repetitions.admit(event, at: 60_999) == nil)
    #expect(repetitions.admit(event, at: 61_000) == 3)
    #expect(repetitions.admit(event, at: 61_001) == nil)
  }

  @Test func `An event that has stopped repeating is written when its minute is over`() {
    var repetitions = Repetitions()
    #expect(repetitions.admit(event, at: 0) == 1)
    #expect(repetitions.nextDue == nil)
    #expect(repetitions.admit(event, at: 10) == nil)
    #expect(repetitions.admit(event, at: 20) == nil)
    #expect(repetitions.nextDue == 60_000)
    #expect(repetitions.takeDue(at: 59_999).map(\.count) == [])
    #expect(repetitions.takeDue(at: 60_000).map(\.count) == [2])
    #expect(repetitions.takeDue(at: 200_000).map(\.count) == [])
    // It is forgotten by now.
    #expect(repetitions.admit(event, at: 200_001) == 1)
  }

  @Test func `At the end every count is written`() {
    var repetitions = Repetitions()
    #expect(repetitions.admit(event, at: 0) == 1)
    #expect(repetitions.admit(event, at: 1) == nil)
    #expect(repetitions.takeDue(at: nil).map(\.count) == [1])
    #expect(repetitions.takeDue(at: nil).map(\.count) == [])
  }

  @Test func `Events with other keys, or with none, are not counted together`() {
    var repetitions = Repetitions()
    for key in ["a", "b"] { #expect(repetitions.admit(Happened(message: "x", repetitionKey: key), at: 0) == 1) }
    for _ in 0..<3 { #expect(repetitions.admit(Happened(message: "x"), at: 0) == 1) }
  }

  @Test func `More keys than are remembered are written every time`() {
    var repetitions = Repetitions()
    for number in 0..<Repetitions.keysMaximum {
      #expect(repetitions.admit(Happened(message: "x", repetitionKey: "\(number)"), at: 0) == 1)
    }
    for _ in 0..<3 { #expect(repetitions.admit(Happened(message: "x", repetitionKey: "more"), at: 0) == 1) }
    #expect(repetitions.admit(Happened(message: "x", repetitionKey: "0"), at: 0) == nil)
  }
}
