import Foundation
import FoundationXML
import Testing

/// A page as an XML parser reads it.
final class ParsedPage: NSObject, XMLParserDelegate {
  /// The names of all elements, and of all attributes with their values.
  private(set) var elements: Set<String> = []
  private(set) var attributes: [(name: String, value: String)] = []
  /// The rows of all tables, a text for each cell by the title of its column.
  private(set) var rows: [[String: String]] = []
  /// The totals at the head of the page: what stands in bold, by title.
  private(set) var totals: [String: String] = [:]
  /// All of the text.
  private(set) var text = ""

  private var path: [String] = []
  private var label = ""
  private var term = ""

  /// Reads a page, or reports why it is not well-formed.
  init(_ page: String) {
    super.init()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = self
    #expect(parser.parse(), "line \(parser.lineNumber): \(String(describing: parser.parserError))")
  }

  /// The row of the first table that has this text in the column.
  func row(_ column: String, _ text: String) -> [String: String]? {
    rows.first { $0[column]?.trimmingCharacters(in: .whitespaces) == text }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes attributeDict: [String: String]
  ) {
    path.append(name)
    elements.insert(name)
    attributes += attributeDict.map { ($0.key, $0.value) }
    if name == "tr" { rows.append([:]) }
    if name == "td" { label = attributeDict["data-label"] ?? "" }
    if name == "dt" { term = "" }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    path.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if path.contains("style") { return }
    text += string
    if path.contains("td") { rows[rows.count - 1][label, default: ""] += string }
    if path.last == "dt" { term += string }
    if path.last == "b" { totals[term, default: ""] += string }
  }
}
