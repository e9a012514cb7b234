import Glibc

@main enum Main {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    let program = CustomerWorkerProgram(surroundings: .ofProcess())
    exit(program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
