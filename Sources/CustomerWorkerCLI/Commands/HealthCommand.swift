import HTTPServer
import Platform
import Settings

/// `health`: whether the worker of the same settings is ready, as its port says.
struct HealthCommand {
  let invocation: Invocation

  /// How long the port may take to answer.
  private static let milliseconds: Int64 = 5000

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let settings = try SettingsLoading(environment: environment, invocation: invocation).load().settings
    guard let address = settings.http.address, address.port != 0 else {
      throw HealthError.noPort(settings.http.listen)
    }
    let answer = try Self.ask(address)
    try environment.write(answer.body)
    return answer.status == 200 ? .success : .notReady
  }

  private static func ask(_ address: ListenAddress) throws(HealthError) -> (status: Int, body: String) {
    // Who listens on every address answers on the one of this machine.
    let host = ["0.0.0.0", "::"].contains(address.host) ? "127.0.0.1" : address.host
    do throws(HTTPQuestionError) {
      return try HTTPQuestion(host: host, port: address.port, withinMilliseconds: milliseconds).get("/readyz")
    } catch {
      throw .noAnswer(ListenAddress(host: host, port: address.port), error)
    }
  }
}
