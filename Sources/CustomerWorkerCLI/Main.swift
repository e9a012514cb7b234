import Glibc
import Platform

@main enum Main {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    let program = CustomerWorkerProgram(environment: .ofProcess())
    let exitCode = program.run(Array(CommandLine.arguments.dropFirst()))
    // Everything is written. The exit handlers of libraries are not run: a thread may still be in a call of librdkafka or
    // OpenSSL, and OpenSSL's handler frees what such a call works with.
    _exit(exitCode.rawValue)
  }
}
