import Foundation

/// Waits until something is so that then stays so; false when it is not at the end of the limit,
/// which is far beyond what a busy machine needs.
public func eventually(
  within limit: Duration = .seconds(600), _ isSo: () throws -> Bool
) async throws -> Bool {
  let deadline = ContinuousClock.now + limit
  while ContinuousClock.now < deadline {
    if try isSo() { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return try isSo()
}

/// The same without leaving the thread: no other test runs on it meanwhile, which might keep this
/// one from going on for minutes. For what must be seen while a program that ends by itself still
/// runs.
public func soon(
  within limit: Duration = .seconds(600), _ isSo: () throws -> Bool
) rethrows -> Bool {
  let deadline = ContinuousClock.now + limit
  while ContinuousClock.now < deadline {
    if try isSo() { return true }
    usleep(5_000)
  }
  return try isSo()
}

/// Waits until a process is gone, or dead and only waiting for its new parent to notice.
public func isGone(_ process: pid_t) async throws -> Bool {
  try await eventually {
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status.map { $0.contains(") Z ") || $0.contains(") X ") } ?? true
  }
}
