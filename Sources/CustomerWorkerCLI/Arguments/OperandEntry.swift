/// An argument that is known by its position.
struct OperandEntry: Sendable {
  let placeholder: String
  let syntax: ValueSyntax
  let summary: String
  var isRequired = true
  /// The last operand of a command may stand for every word that is left.
  var takesRest = false

  var usage: String {
    let words = takesRest ? "\(placeholder)..." : placeholder
    return isRequired ? words : "[\(words)]"
  }
}
