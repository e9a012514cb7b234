import Glibc
import Platform

@main enum Main {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    let program = CustomerWorkerProgram(environment: .ofProcess())
    exit(program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
