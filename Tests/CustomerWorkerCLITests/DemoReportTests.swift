import Testing

@testable import CustomerWorkerCLI

@Suite struct DemoReportTests {
  private func accepted(_ name: String, offset: Int) -> [UInt8] {
    Array(
      #"{"customerId":"c-1","customer":{"legalName":"\#(name)","customerType":"active","status":"active","contractTerms":{"offset":99}},"position":{"topic":"t","partition":1,"offset":\#(offset),"timestamp":null}}"#
        .utf8)
  }

  @Test func `A result that comes again after an aborted transaction counts once`() {
    var report = DemoReport(isStructured: false)
    for _ in 0..<3 { report.recordSent() }
    for offset in [0, 1, 0, 1, 2] { report.recordResult(accepted("A", offset: offset), partition: 1, isAccepted: true) }
    #expect(report.accepted == 3)
    #expect(report.addsUp)
  }

  @Test func `Partitions and kinds of results have offsets of their own`() {
    var report = DemoReport(isStructured: false)
    report.recordResult(accepted("A", offset: 5), partition: 0, isAccepted: true)
    report.recordResult(accepted("A", offset: 5), partition: 1, isAccepted: true)
    report.recordResult(accepted("A", offset: 5), partition: 1, isAccepted: false)
    #expect(report.answered == 3)
  }

  @Test func `Errors past the fifth are counted`() {
    let errors = (1...7).map { #"{"code":"required","pointer":"/f\#($0)","message":"f\#($0) is required"}"# }
    let result = #"""
      {"status":422,"title":"A required field is missing","errors":[\#(errors.joined(separator: ","))],"errorsOmitted":10,"position":{"partition":0,"offset":4}}
      """#
    #expect(
      ResultReader(isStructured: false).rejected(Array(result.utf8)) == """
          422 A required field is missing
            required  /f1  f1 is required
            required  /f2  f2 is required
            required  /f3  f3 is required
            required  /f4  f4 is required
            required  /f5  f5 is required
            and 12 more
            command at partition 0, offset 4

        """)
  }

  @Test func `A result that is not what it should be is no reason to stop`() {
    let reader = ResultReader(isStructured: true)
    #expect(reader.accepted(Array("{}".utf8)) == "  (a result that cannot be shown)\n")
    #expect(reader.rejected([]) == "  (a result that cannot be shown)\n")
    #expect(ResultReader.commandOffset([]) == nil)
    #expect(ResultReader.commandOffset(Array("{\"offset\":".utf8)) == nil)
  }
}
