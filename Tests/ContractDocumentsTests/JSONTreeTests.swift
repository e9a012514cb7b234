import Testing

@testable import ContractDocuments
@testable import CustomerContract

@Suite struct JSONTreeTests {
  @Test func `Members keep their order, and are replaced where they stand`() {
    var tree: JSONTree = ["b": 1, "a": [true, "x"]]
    tree.set("c", .text("1.50"))
    tree.set("b", -2)
    #expect(tree.compact == #"{"b":-2,"a":[true,"x"],"c":1.50}"#)
  }

  @Test func `Strings are ASCII`() {
    let tree: JSONTree = ["é\u{2028}\u{7F}\u{1F600}\"\\\n": "\u{0}"]
    #expect(tree.compact == #"{"\u00e9\u2028\u007f\ud83d\ude00\"\\\n":"\u0000"}"#)
  }

  @Test func `What fits on a line stands there`() {
    let long = JSONTree.string(String(repeating: "x", count: 110))
    let tree: JSONTree = ["a": ["b": [1, "{,:\\\"}"], "c": [:]], "d": ["e": long, "f": []], "g": [long, ["h": 1]]]
    #expect(
      tree.pretty == #"""
        {
          "a": {"b": [1, "{,:\\\"}"], "c": {}},
          "d": {
            "e": \#(long.compact),
            "f": []
          },
          "g": [
            \#(long.compact),
            {"h": 1}
          ]
        }

        """#)
  }
}
