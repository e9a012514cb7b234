/// The settings file: nested maps, whose paths of names are the keys.
struct FileInput {
  private let path: String
  private var parsed = ParsedInput()

  static func read(path: String, source: SettingSource) -> ParsedInput {
    do throws(SmallFile.ReadError) {
      return read(try SmallFile.bytes(of: path), path: path)
    } catch {
      let error = SettingError(
        source: source, key: "", problem: "the settings file \(DisplayedValue.line(path)) \(error.reason)",
        remedy: "correct the path or the file's rights")
      return ParsedInput(errors: [error])
    }
  }

  static func read(_ bytes: [UInt8], path: String) -> ParsedInput {
    var input = FileInput(path: path)
    let document = YAMLDocument.read(bytes)
    for error in document.errors {
      input.append(error.problem, error.remedy, key: "", at: error.location)
    }
    if let root = document.root, !root.isUnset {
      if case .mapping(let members) = root.content {
        input.read(members, prefix: "")
      } else {
        input.append("the file must be a map of settings", "write `lanes: 4`, say", key: "", at: root.location)
      }
    }
    return input.parsed
  }

  private init(path: String) { self.path = path }

  private mutating func read(_ members: [YAMLNode.Member], prefix: String) {
    for member in members {
      let key = prefix + member.name
      let setting = Setting.all.first { $0.key == key }
      if let setting, member.name.contains(".") {
        append(
          "must be inside its group", "write each name of the path on a line of its own, below the one before it",
          key: setting.key, at: member.location)
      } else if let setting {
        if !member.value.isUnset { read(member.value, for: setting) }
      } else if Setting.all.contains(where: { $0.key.hasPrefix(key + ".") }), !member.name.contains(".") {
        readGroup(member, key: key)
      } else {
        let error = SettingError.unknown(key, near: Setting.nearestKey(to: key), source: source(member.location))
        parsed.errors.append(error)
      }
    }
  }

  private mutating func readGroup(_ member: YAMLNode.Member, key: String) {
    if case .mapping(let members) = member.value.content {
      read(members, prefix: key + ".")
    } else if !member.value.isUnset {
      append(
        "is a group of settings, not a value", "write its settings below it, each on a line, with two more spaces",
        key: key, at: member.value.location)
    }
  }

  private mutating func read(_ node: YAMLNode, for setting: Setting) {
    switch (setting.type, node.content) {
    case (.properties, .mapping(let members)):
      for member in members where !member.value.isUnset {
        guard case .scalar(let value, _) = member.value.content else {
          append(
            "must be one text", "write the whole name on one line, as sasl.username: ada",
            key: "\(setting.key).\(member.name)", at: member.value.location)
          continue
        }
        append(.property(name: member.name, value: value), to: setting, at: member.value.location)
      }
    case (.properties, _):
      append("must be a map of properties", "write `{sasl.username: ada}`, say", key: setting.key, at: node.location)
    case (.list, .sequence(let elements)):
      var texts: [String] = []
      for element in elements {
        guard case .scalar(let text, _) = element.content, !element.isUnset else {
          append("must be a list of texts", "take the other element out", key: setting.key, at: element.location)
          return
        }
        texts.append(text)
      }
      append(.list(texts), to: setting, at: node.location)
    case (.list, _):
      append("must be a list", "write `[first, second]`", key: setting.key, at: node.location)
    case (_, .scalar(let text, _)):
      append(.text(text), to: setting, at: node.location)
    default:
      append("must be one value: \(setting.meaning)", setting.remedy, key: setting.key, at: node.location)
    }
  }

  private func source(_ location: YAMLLocation) -> SettingSource {
    .file(path: path, line: location.line, column: location.column)
  }

  private mutating func append(_ content: SettingContent, to setting: Setting, at location: YAMLLocation) {
    parsed.values.append(SuppliedValue(setting: setting, content: content, source: source(location)))
  }

  private mutating func append(_ problem: String, _ remedy: String, key: String, at location: YAMLLocation) {
    parsed.errors.append(SettingError(source: source(location), key: key, problem: problem, remedy: remedy))
  }
}
