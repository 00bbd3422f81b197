import CLibXML2
import Foundation

/// Collects what libxml2 reports while one call runs, in place of its output to stderr.
final class ProblemLog {
  /// A damaged file can give an error for each byte.
  static let limit = 100
  private(set) var problems: [XMLProblem] = []
  private let file: String

  private init(file: String) { self.file = file }

  /// Runs `body` and returns its result with the problems that libxml2 reported on this thread.
  static func collect<Result>(
    file: String, _ body: () -> Result
  ) -> (result: Result, problems: [XMLProblem]) {
    LibXML2.start()
    let log = ProblemLog(file: file)
    var channel = lxml_channel()
    channel.context = Unmanaged.passUnretained(log).toOpaque()
    channel.report = { context, file, line, level, message in
      guard let context, level > Int32(XML_ERR_WARNING.rawValue) else { return }
      let log = Unmanaged<ProblemLog>.fromOpaque(context).takeUnretainedValue()
      log.add(
        file: file.map { String(cString: $0) }, line: Int(line),
        message: message.map { String(cString: $0) } ?? "error without a message")
    }
    let result = withUnsafeMutablePointer(to: &channel) { channel in
      lxml_listen(channel)
      defer { lxml_restore(channel) }
      return body()
    }
    return (result, log.problems)
  }

  private func add(file: String?, line: Int, message: String) {
    let problem = XMLProblem(
      file: file ?? self.file, line: max(line, 0),
      message: message.trimmingCharacters(in: .whitespacesAndNewlines))
    if problems.count < Self.limit, !problems.contains(problem) { problems.append(problem) }
  }
}

/// The library's own set-up, which must come before threads use it.
enum LibXML2 {
  private static let started: Void = xmlInitParser()
  static func start() { started }
}
