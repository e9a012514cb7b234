import ContractTestSupport
import Testing

@testable import CustomerContract

@Suite struct EmptyStringTests {
  private static func decided(_ members: String, header: String? = nil) -> Decided {
    Decided(command(members)) {
      $0.rules.emptyStrings = .absent
      if let header {
        $0.rules.workspace = .header(name: "workspace-id")
        $0.headers = [("workspace-id", header)]
      }
    }
  }

  @Test func `An empty string counts as absent in every field that is no free text`() {
    let fields = FieldTable.customer.fields.filter { !["legalName", "displayName", "customerType"].contains($0.name) }
    for field in fields {
      let decided = Self.decided(#""\#(field.name)":"""#)
      #expect(decided.errors == [], "\(field.name)")
      let isKept = decided.customer?.contains(#""\#(field.name)":"""#) == true
      let isText = field.type == .string && field.name != "workspaceId" || field.type == .unknown
      #expect(isKept == isText, "\(field.name)")
    }
  }

  @Test func `A default takes the place of an empty string, and a missing field is required`() {
    #expect(Self.decided(#""status":"","taxExempt":"""#).customer == command().dropLast() + "," + defaults + "}")
    let text = #"{"legalName":"","displayName":"A","customerType":""}"#
    #expect(Decided(text) { $0.rules.emptyStrings = .absent }.errors == ["blank /legalName", "required /customerType"])
  }

  @Test func `An empty workspace is filled in from the header`() {
    let decided = Self.decided(#""workspaceId":"""#, header: "w1")
    #expect(decided.customer?.hasSuffix(#","workspaceId":"w1"}"#) == true)
    #expect(decided.customer?.contains(#""workspaceId":"""#) == false)
  }

  @Test func `A string of white space is not empty, nor is one in an object`() {
    #expect(Self.decided(#""status":" ""#).errors == ["invalid_enum /status"])
    #expect(Self.decided(#""contractTerms":{"status":""}"#).customer?.contains(#"{"status":""}"#) == true)
  }

  @Test func `A name with escapes is the field's as well`() {
    #expect(Self.decided(#""st\u0061tus":"""#).customer == command().dropLast() + "," + defaults + "}")
  }

  @Test func `Empty strings are kept by default`() {
    #expect(Decided(command(#""healthScore":"","workspaceId":"""#)).errors == ["invalid_type /healthScore"])
    #expect(Decided(command(#""workspaceId":"""#)).customer?.contains(#""workspaceId":"""#) == true)
  }
}
