import Foundation

/// What the numbers were measured on, without the machine's name.
enum Machine {
  /// - Parameter used: cores that the work takes.
  static func printLine(molecules: Int, rounds: Int, cores used: Int = 1) {
    var line = JSONLine()
    line.add("name", "machine")
    line.add("cpu", field("model name", in: "/proc/cpuinfo") ?? "unknown")
    line.add("cores", ProcessInfo.processInfo.processorCount)
    line.add("cores_used", used)
    line.add("system", field("PRETTY_NAME", in: "/etc/os-release") ?? "unknown")
    line.add("molecules", molecules)
    line.add("rounds", rounds)
    line.print()
  }

  private static func field(_ name: String, in path: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let line = text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix(name) }),
      let separator = line.firstIndex(where: { $0 == ":" || $0 == "=" })
    else { return nil }
    return line[line.index(after: separator)...]
      .trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
  }

  /// A program that stands beside this one.
  static func program(_ name: String) -> URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent(name)
  }

  /// Processor seconds of this process: unlike wall time they do not count what others run.
  static var processorSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }
  static var wallSeconds: Double { seconds(CLOCK_MONOTONIC) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
