import Foundation
import Synchronization

/// How far a command is: a bar with rate and time left on a terminal, else a plain line at times.
package final class Progress: Sendable {
  private struct State {
    var done = 0
    var failed = 0
    var work = 0.0
    var remark = ""
    var lastShown: TimeInterval
  }

  private let notes: Notes
  private let verb: String
  private let total: Int?
  private let work: Double?
  private let limit: (seconds: Double, atOnce: Int)?
  private let start: TimeInterval
  private let now: @Sendable () -> TimeInterval
  private let state: Mutex<State>

  /// - Parameters:
  ///   - verb: What is being done: `"docking"`.
  ///   - total: How many there are; nil when the input is a stream.
  ///   - work: What all of them cost together, where some cost more than others: the time left is
  ///     told by it.
  ///   - limit: seconds that most of the work of one may take, and how many are at work at once.
  ///   - now: Seconds on a clock that only goes forward.
  package init(
    _ verb: String, total: Int?, work: Double? = nil,
    limit: (seconds: Double, atOnce: Int)? = nil, notes: Notes,
    now: @escaping @Sendable () -> TimeInterval = { ProcessInfo.processInfo.systemUptime }
  ) {
    self.verb = verb
    self.total = total
    self.work = work
    self.limit = limit
    self.notes = notes
    self.now = now
    start = now()
    state = Mutex(State(lastShown: start))
  }

  /// Counts finished molecules. `remark` stays on the line: `"best −8.1"`.
  package func advance(
    by count: Int = 1, failed: Int = 0, work: Double = 0, remark: String? = nil
  ) {
    let text: String? = state.withLock { state in
      state.done += count
      state.failed += failed
      state.work += work
      if let remark { state.remark = remark }
      let time = now()
      let pause = notes.style.isTerminal ? 0.1 : 10
      guard time - state.lastShown >= pause || state.done == total else { return nil }
      state.lastShown = time
      return line(state, at: time)
    }
    if let text { show(text) }
  }

  /// Removes the bar.
  package func finish() { notes.showBar("") }

  private func show(_ text: String) {
    if notes.style.isTerminal { notes.showBar(text) } else { notes.note(text) }
  }

  private func line(_ state: State, at time: TimeInterval) -> String {
    var left: TimeInterval?
    if let work, state.work > 0 { left = (time - start) * max(0, work - state.work) / state.work }
    if let limit, let total, let known = left {
      let turns = (Double(total - state.done) / Double(limit.atOnce)).rounded(.up)
      left = min(known, turns * limit.seconds)
    }
    return Self.text(
      verb: verb, done: state.done, total: total, failed: state.failed, seconds: time - start,
      left: left, remark: state.remark, bar: notes.style.isTerminal)
  }

  /// `"docking [#####-----] 5/10 · 0.5/s · 10 s left · 1 failed"`.
  package static func text(
    verb: String, done: Int, total: Int?, failed: Int, seconds: TimeInterval,
    left: TimeInterval? = nil, remark: String, bar: Bool
  ) -> String {
    var parts: [String] = []
    if let total, total > 0 {
      let filled = min(20, done * 20 / total)
      let drawn = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
      parts.append((bar ? "\(verb) [\(drawn)] " : "\(verb) ") + "\(done)/\(total)")
    } else {
      parts.append("\(verb) \(done)")
    }
    if seconds > 0, done > 0 {
      let rate = Double(done) / seconds
      parts.append(
        rate >= 100
          ? "\(Int(rate))/s"
          : rate >= 1
            ? "\(String(format: "%.1f", rate))/s" : "\(String(format: "%.1f", rate * 60))/min")
      if let total, done < total {
        parts.append("\(duration(left ?? Double(total - done) / rate)) left")
      }
    }
    if failed > 0 { parts.append("\(failed) failed") }
    if !remark.isEmpty { parts.append(remark) }
    return parts.joined(separator: " · ")
  }

  /// `"45 s"`, `"3 min"`, `"2 h 5 min"`.
  package static func duration(_ seconds: TimeInterval) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 100 { return "\(whole) s" }
    if whole < 6000 { return "\((whole + 30) / 60) min" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
