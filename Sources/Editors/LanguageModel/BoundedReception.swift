import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Receives answers of HTTP that are no larger than allowed, and follows no redirection, which
/// would carry the key to another host.
final class BoundedReception: NSObject, URLSessionDataDelegate {
  /// An answer had more bytes than allowed.
  struct TooLarge: Error {}

  private struct Open {
    var data = Data()
    var isTooLarge = false
    let continuation: CheckedContinuation<(Data, URLResponse), any Error>
  }

  private let limit: Int
  /// By the tasks' numbers, which a session gives once.
  private let open = Mutex<[Int: Open]>([:])

  /// - Parameter limit: bytes of one answer at most.
  init(limit: Int) { self.limit = limit }

  /// - Throws: `TooLarge` as soon as that shows, `URLError`.
  func data(
    for request: URLRequest, in session: URLSession
  ) async throws -> (Data, URLResponse) {
    let task = session.dataTask(with: request)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        open.withLock { $0[task.taskIdentifier] = Open(continuation: continuation) }
        task.resume()
        // A task that was cancelled before this may have told of its end already.
        if Task.isCancelled { end(task, CancellationError()) }
      }
    } onCancel: {
      task.cancel()
    }
  }

  func urlSession(_ session: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
    let fits = open.withLock { open in
      guard let known = open[task.taskIdentifier]?.data.count else { return true }
      let fits = known + data.count <= limit
      if fits {
        open[task.taskIdentifier]?.data.append(data)
      } else {
        open[task.taskIdentifier]?.isTooLarge = true
      }
      return fits
    }
    if !fits { task.cancel() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    end(task, error)
  }

  private func end(_ task: URLSessionTask, _ error: (any Error)?) {
    guard let ended = open.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
    if ended.isTooLarge {
      ended.continuation.resume(throwing: TooLarge())
    } else if let error {
      ended.continuation.resume(throwing: error)
    } else if let response = task.response {
      ended.continuation.resume(returning: (ended.data, response))
    } else {
      ended.continuation.resume(throwing: URLError(.badServerResponse))
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
