/// The answer to a request.
public struct HTTPResponse: Sendable, Equatable {
  public let status: Int
  /// The value of `Content-Type`.
  public let contentType: String
  /// The headers besides `Content-Type`, `Content-Length`, `Date` and `Connection`.
  public let headers: [Header]
  public let body: [UInt8]

  public struct Header: Sendable, Equatable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(status: Int = 200, contentType: String, headers: [Header] = [], body: some Sequence<UInt8>) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = Array(body)
  }

  static let methodNotAllowed = HTTPResponse(
    status: 405, contentType: "text/plain; charset=utf-8",
    headers: [Header("Allow", "GET, HEAD"), Header("Cache-Control", "no-store")], body: "only GET and HEAD\n".utf8)
}
