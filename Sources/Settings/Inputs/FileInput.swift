/// The settings file: nested maps, whose paths of names are the keys.
struct FileInput {
  private let path: String
  private var reading = ParsedInput()

  static func read(path: String, origin: SettingSource) -> ParsedInput {
    do throws(SmallFile.Fault) {
      return read(try SmallFile.bytes(of: path), path: path)
    } catch {
      let fault = SettingError(
        origin: origin, key: "", problem: "the settings file \(DisplayedValue.line(path)) \(error.reason)",
        remedy: "correct the path or the file's rights")
      return ParsedInput(faults: [fault])
    }
  }

  static func read(_ bytes: [UInt8], path: String) -> ParsedInput {
    var input = FileInput(path: path)
    let document = YAMLDocument.read(bytes)
    for fault in document.faults {
      input.append(fault.problem, fault.remedy, key: "", at: fault.mark)
    }
    if let root = document.root, !root.isUnset {
      if case .mapping(let members) = root.content {
        input.read(members, prefix: "")
      } else {
        input.append("the file must be a map of settings", "write `lanes: 4`, say", key: "", at: root.mark)
      }
    }
    return input.reading
  }

  private init(path: String) { self.path = path }

  private mutating func read(_ members: [YAMLNode.Member], prefix: String) {
    for member in members {
      let key = prefix + member.name
      let setting = Setting.all.first { $0.key == key }
      if let setting, member.name.contains(".") {
        append(
          "must stand in its group", "write each name of the path on a line of its own, below the one before it",
          key: setting.key, at: member.mark)
      } else if let setting {
        if !member.value.isUnset { read(member.value, for: setting) }
      } else if Setting.all.contains(where: { $0.key.hasPrefix(key + ".") }), !member.name.contains(".") {
        readGroup(member, key: key)
      } else {
        let fault = SettingError.unknown(key, near: Setting.nearestKey(to: key), origin: place(member.mark))
        reading.faults.append(fault)
      }
    }
  }

  private mutating func readGroup(_ member: YAMLNode.Member, key: String) {
    if case .mapping(let members) = member.value.content {
      read(members, prefix: key + ".")
    } else if !member.value.isUnset {
      append(
        "is a group of settings, not a value", "write its settings below it, each on a line, with two more spaces",
        key: key, at: member.value.mark)
    }
  }

  private mutating func read(_ node: YAMLNode, for setting: Setting) {
    switch (setting.type, node.content) {
    case (.properties, .mapping(let members)):
      for member in members where !member.value.isUnset {
        guard case .scalar(let value, _) = member.value.content else {
          append(
            "must be one text", "write the whole name on one line, as sasl.username: ada",
            key: "\(setting.key).\(member.name)", at: member.value.mark)
          continue
        }
        append(.property(name: member.name, value: value), to: setting, at: member.value.mark)
      }
    case (.properties, _):
      append("must be a map of properties", "write `{sasl.username: ada}`, say", key: setting.key, at: node.mark)
    case (.list, .sequence(let elements)):
      var texts: [String] = []
      for element in elements {
        guard case .scalar(let text, _) = element.content, !element.isUnset else {
          append("must be a list of texts", "take the other element out", key: setting.key, at: element.mark)
          return
        }
        texts.append(text)
      }
      append(.list(texts), to: setting, at: node.mark)
    case (.list, _):
      append("must be a list", "write `[first, second]`", key: setting.key, at: node.mark)
    case (_, .scalar(let text, _)):
      append(.text(text), to: setting, at: node.mark)
    default:
      append("must be one value: \(setting.meaning)", setting.remedy, key: setting.key, at: node.mark)
    }
  }

  private func place(_ mark: YAMLLocation) -> SettingSource {
    .file(path: path, line: mark.line, column: mark.column)
  }

  private mutating func append(_ content: SuppliedValue.Content, to setting: Setting, at mark: YAMLLocation) {
    reading.values.append(SuppliedValue(setting: setting, content: content, origin: place(mark)))
  }

  private mutating func append(_ problem: String, _ remedy: String, key: String, at mark: YAMLLocation) {
    reading.faults.append(SettingError(origin: place(mark), key: key, problem: problem, remedy: remedy))
  }
}
