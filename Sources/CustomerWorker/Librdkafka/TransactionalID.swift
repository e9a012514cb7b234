/// The `transactional.id` of a lane: `<group>-<instance>-<lane>`, with a `~` for each hyphen of the instance.
///
/// The number behind the last hyphen is the lane, the text between the last two is the instance, and the rest is the group:
/// lanes of different groups or instances never have the same id, whatever hyphens are in their names. Two that had would
/// fence each other forever. Each id begins with its group and a hyphen, which is the prefix of the right to it.
struct TransactionalID {
  let text: String

  /// - Parameter process: The instance's name, of the characters that `kafka.instanceId` takes, or a random one.
  init(group: String, process: String, lane: Int) {
    let instance = String(process.map { $0 == "-" ? "~" : $0 })
    text = "\(group)-\(instance)-\(lane)"
  }
}
