internal import CustomerContract

/// The contract for people, in Markdown.
struct Reference {
  let contract: Contract

  init(_ contract: Contract) { self.contract = contract }

  var text: String {
    [introduction, fields, codes, reasons, headers, limits].joined(separator: "\n\n") + "\n"
  }

  private var introduction: String {
    """
    # Contract of create-customer commands

    Made from the tables of the program by `customer-worker contract markdown`: change those, not this page.

    A producer writes a *command* to `\(contract.topics.commands)`. Its one result goes, with the command's key,
    to `\(contract.topics.accepted)` or to `\(contract.topics.rejected)`. The same in other forms:
    [command.schema.json](command.schema.json), [accepted.schema.json](accepted.schema.json),
    [rejected.schema.json](rejected.schema.json), [asyncapi.json](asyncapi.json), [codes.json](codes.json).
    """
  }

  // MARK: Fields

  private var fields: String {
    let rows = contract.table.fields.map { field in
      [
        Markdown.code(field.name), Self.type(of: field.type), field.isRequired ? "yes" : "no",
        field.defaultJSON.map(Markdown.code) ?? "", field.summary,
      ]
    }
    return """
      ## Fields

      \(Markdown.table(["Field", "Type", "Required", "Default", "Description"], rows))

      An absent field with a default has the default, also when it is required. A null is not the same as absent, unless
      `nullFields` is `absent`. Strings are taken as they are: nothing is trimmed. With `emptyStrings: absent` an empty string
      counts as absent in fields that are no free text: enumerations, formats, integers, booleans, objects, `workspaceId`.

      \(Markdown.table(["Type", "Takes"], FieldTypeText.all.map { [$0.name, $0.meaning] }))
      """
  }

  private static func type(of type: FieldType) -> String {
    guard case .enumeration(let values) = type else { return FieldTypeText(type).name }
    return "one of " + values.map(Markdown.code).joined(separator: ", ")
  }

  // MARK: Codes

  private var codes: String {
    let rows = ErrorCode.allCases.map { code in
      ["[\(Markdown.code(code.rawValue))](#\(code.rawValue))", String(code.status), code.title]
    }
    let sections = ErrorCode.allCases.map { code in
      """
      <a id="\(code.rawValue)"></a>

      ### \(code.rawValue)

      \(code.title) (status \(code.status)). \(code.when)

      ```json
      \(Self.error(contract.example(of: code)))
      ```
      """
    }
    return """
      ## Codes

      Each element of a rejected result's `errors` has a code, a JSON Pointer to the value, and a message for people. Codes
      do not change; messages may. Some have a `hint` for people, where the habit of a known producer is recognised.
      Of unknown members the first twenty get a `suggestion` where a name is near; fewer do when most of them are like many names. A command is checked in stages (its bytes, its form, the workspace, the fields), and the
      result has all errors of the first stage that fails, so all of them have one status.

      \(Markdown.table(["Code", "Status", "Title"], rows))

      \(sections.joined(separator: "\n\n"))
      """
  }

  /// Why a text is not JSON, or a string not in its format.
  private var reasons: String {
    let syntax = SyntaxReason.allCases.map { [Markdown.code($0.rawValue), $0.sentence] }
    let formats = StringFormat.allCases.flatMap { format in
      FormatReason.allCases.filter { $0.formats.contains(format) }.map { reason in
        [Markdown.code(format.rawValue), Markdown.code(reason.rawValue), reason.sentence(format)]
      }
    }
    return """
      ## Reasons

      An error with the code `invalid_format` or `not_json` has a `reason`. More may come: a reader must accept reasons that it
      does not know. Where one character of a string is at fault, `at` is its number in the unescaped string, counted in
      Unicode scalars from 0; `byteOffset` counts from the first byte of the record's value.

      \(Markdown.table(["Format", "Reason", "Meaning"], formats))

      \(Markdown.table(["Reason of not_json", "Meaning"], syntax))
      """
  }

  private static func error(_ example: ContractExample) -> String {
    let json = example.errors.first.map { String(decoding: $0.json, as: UTF8.self) } ?? "{}"
    return String(JSONTree.text(json).pretty.dropLast())
  }

  // MARK: Headers

  private var headers: String {
    let commands = HeaderTable.commands.map { [Markdown.code($0.name.text), $0.meaning] }
    let results = HeaderTable.results.map { row in
      [Markdown.code(row.name.text), row.condition ?? "always", row.meaning]
    }
    return """
      ## Headers

      Of commands. Names compare without case; of several with one name the last counts. One whose value is longer than
      \(RecordHeaders.valueBytesMaximum) bytes counts as absent. A record with more than \(Limits.headers) headers is rejected
      (`too_large`): none of them can be read.

      \(Markdown.table(["Header", "Meaning"], commands))

      The `ce_` headers of a CloudEvent may begin with `ce-` as well, as in HTTP; `ce_` wins where both are there, and
      `ce-specversion` alone makes a record a CloudEvent. One pair of double quotes around `content-type` and around a
      CloudEvent's `ce_` headers is not part of them.

      With `auth.mode: header` the header that `auth.workspaceHeader` names says which workspace the caller belongs to. Whoever
      may write to the topic may set it: let a gateway set it, and let nobody else write. The gateway must remove it from what
      it is given in every spelling, since its name compares without case.

      Of results, which are CloudEvents 1.0 in binary mode. Those that `results.copyHeaders` names come back too.

      \(Markdown.table(["Header", "When", "Meaning"], results))

      With `results.mode: structured` the value is the whole CloudEvent with the result as its `data`, the headers
      `ce_…` are its attributes, and `content-type` is `application/cloudevents+json`.
      """
  }

  // MARK: Limits

  private var limits: String {
    let rows = LimitTable.rows.map { row in
      [Markdown.code("limits.\(row.name)"), String(contract.rules.limits[keyPath: row.value]), row.meaning]
    }
    return """
      ## Limits

      \(Markdown.table(["Setting", "At most", "Of"], rows))

      A number must be within the range of a double, with an exponent from -9,999 to 9,999. All names of members, of nested
      objects too, have the limit of bytes.

      A result fits into the setting `limits.resultBytes` and into what its topic takes: of a rejected command that is too
      large for it the command is left out (`commandOmitted`), and an accepted one is rejected (`too_large`). A key that is
      too large is left out (`keyOmitted`).
      """
  }
}

/// A type of field in words.
struct FieldTypeText {
  let name: String
  let meaning: String

  init(_ type: FieldType) {
    (name, meaning) =
      switch type {
      case .string: ("string", "any string, the empty one too")
      case .text: ("text", "a string with a character other than white space")
      case .formatted(let format): (format.rawValue, format.title)
      case .enumeration: ("one of …", "one of these strings, in the same case")
      case .integer:
        ("integer", "a whole number within 64 bits; `1.0` and `1e2` are such too, and become `1` and `100`")
      case .boolean: ("boolean", "`true` or `false`")
      case .object: ("object", "a JSON object, whatever its members")
      case .unknown: ("any", "any JSON value, null too; numbers keep their digits")
      }
  }

  static let all =
    ([.string, .text] + StringFormat.allCases.map(FieldType.formatted)
    + [.enumeration([]), .integer, .boolean, .object, .unknown]).map(FieldTypeText.init)
}

enum Markdown {
  static func code(_ text: String) -> String { "`\(text)`" }

  static func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = ([head] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    return ([lines[0], "|" + String(repeating: " --- |", count: head.count)] + lines.dropFirst()).joined(
      separator: "\n")
  }
}
