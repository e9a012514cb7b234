/// The commands of the program, by the words that a user types.
enum CommandName: String, CaseIterable, Sendable {
  case run
  case demo
  case validate
  case sample
  case importRows = "import"
  case job
  case topicsCreate = "topics create"
  case checkConfig = "check-config"
  case health
  case contractSchema = "contract json-schema"
  case contractAsyncAPI = "contract asyncapi"
  case contractMarkdown = "contract markdown"
  case contractCodes = "contract codes"
  case completions
  case help

  /// The words of the command line that name it.
  var words: [String] { rawValue.split(separator: " ").map(String.init) }
}
