import HTTPServer
import Settings

/// Why a worker cannot be asked for its health.
enum HealthError: Error, Equatable {
  /// The value of `http.listen`, which names no port to ask.
  case noPort(String)
  case noAnswer(ListenAddress, HTTPQuestionError)

  var message: String {
    switch self {
    case .noPort(let value): "http.listen is \(value), so there is no port to ask; set it to an address and a port"
    case .noAnswer(let address, let error): "\(address) does not answer: \(error)"
    }
  }
}
