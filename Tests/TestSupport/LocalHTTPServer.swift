import Foundation
import Synchronization

/// A server of HTTP on this machine that answers as a test says, faults included.
public final class LocalHTTPServer: Sendable {
  /// What becomes of one request.
  public enum Answer: Sendable {
    case reply(status: Int = 200, headers: [String: String] = [:], body: String)
    /// Nothing, until the server goes away.
    case hang
    /// The connection is closed without a byte.
    case drop
    /// Bytes that are no HTTP.
    case garbage
    /// The connection is closed within the body.
    case cut
    /// A body of 64 MB, for as long as it is read.
    case flood
  }

  public struct Request: Sendable {
    /// `"POST /v1/chat/completions HTTP/1.1"`.
    public let line: String
    /// Names in lower case.
    public let headers: [String: String]
    public let body: String
  }

  public let port: UInt16
  private let socket: Int32
  private let state: Mutex<State>
  private let answer: @Sendable (Int, Request) -> Answer

  private struct State {
    var requests: [Request] = []
    var open: [Int32] = []
    var isOver = false
  }

  public var base: String { "http://127.0.0.1:\(port)" }
  public var requests: [Request] { state.withLock { $0.requests } }

  /// - Parameter answer: is told the number of a request, from 0, and the request.
  public init(_ answer: @escaping @Sendable (Int, Request) -> Answer) throws {
    self.answer = answer
    state = Mutex(State())
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw POSIXError(.EMFILE) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound, listen(socket, 16) == 0 else { throw POSIXError(.EADDRINUSE) }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        guard let server = self else {
          close(connection)
          return
        }
        Thread.detachNewThread { [weak server] in server?.serve(connection) }
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
    state.withLock { for connection in $0.open { close(connection) } }
  }

  private func serve(_ connection: Int32) {
    guard let request = Self.read(connection) else {
      close(connection)
      return
    }
    let number = state.withLock { state in
      state.requests.append(request)
      return state.requests.count - 1
    }
    switch answer(number, request) {
    case .reply(let status, let headers, let body):
      let all = headers.merging(["Content-Length": "\(body.utf8.count)", "Connection": "close"]) {
        $1
      }
      let head = all.map { "\($0.key): \($0.value)\r\n" }.joined()
      Self.write("HTTP/1.1 \(status) Status\r\n\(head)\r\n\(body)", to: connection)
    case .hang:
      state.withLock { $0.open.append(connection) }
      return
    case .drop: break
    case .garbage: Self.write("no protocol at all\n\n", to: connection)
    case .flood:
      Self.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", to: connection)
      let part = String(repeating: "{", count: 1 << 20)
      // As much as is read before it is taken notice of lies in memory.
      for _ in 0..<64 where !Self.write(part, to: connection) { break }
    case .cut: Self.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"cho", to: connection)
    }
    shutdown(connection, Int32(SHUT_RDWR))
    close(connection)
  }

  /// Whether the other side took it.
  @discardableResult
  private static func write(_ text: String, to connection: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }

  private static func read(_ connection: Int32) -> Request? {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var head: (line: String, headers: [String: String], end: Int)?
    while true {
      if head == nil, let end = data.range(of: Data("\r\n\r\n".utf8)) {
        let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self)
          .components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1)
          guard parts.count == 2 else { continue }
          headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        head = (lines[0], headers, end.upperBound)
        if headers["expect"] != nil { write("HTTP/1.1 100 Continue\r\n\r\n", to: connection) }
      }
      if let head, data.count - head.end >= Int(head.headers["content-length"] ?? "0") ?? 0 {
        return Request(
          line: head.line, headers: head.headers,
          body: String(decoding: data[head.end...], as: UTF8.self))
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      data.append(contentsOf: buffer[..<count])
    }
  }
}
