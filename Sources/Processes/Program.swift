import Foundation
import Synchronization

/// A configured run of an external program.
///
/// The program is started directly, never through a shell, in a process group of its own:
///
///     let echo = Program(URL(fileURLWithPath: "/bin/echo"), arguments: ["hello"], timeLimit: 5)
///     let result = try await echo.run()   // result.standardOutput is "hello\n"
///
/// When this process ends in any way, `kill -9` among them, the kernel kills the process group too.
/// A process that has left the group (`setsid`) stays; it is neither waited for nor killed.
public struct Program: Sendable {
  public var executable: URL
  /// Without the program's own name.
  public var arguments: [String]
  /// Nil passes on the environment of this process, but for what is withheld.
  public var environment: [String: String]?
  /// Nil keeps the directory of this process.
  public var workingDirectory: URL?
  /// Nil connects `/dev/null`.
  public var standardInput: Data?
  /// Seconds of wall time after which the whole process group is killed; nil for no limit.
  public var timeLimit: Double?
  /// Bytes kept of each of the two outputs; what comes after is read and dropped.
  public var outputLimit: Int
  /// Bytes that a file may have which the program, or what it starts, writes; a write beyond ends
  /// the writer with `SIGXFSZ`. Nil or 0 for no limit.
  public var fileSizeLimit: Int?

  public init(
    _ executable: URL, arguments: [String] = [], environment: [String: String]? = nil,
    workingDirectory: URL? = nil, standardInput: Data? = nil, timeLimit: Double? = nil,
    outputLimit: Int = 16 << 20, fileSizeLimit: Int? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.standardInput = standardInput
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
    self.fileSizeLimit = fileSizeLimit
  }

  /// No program that is started from now on gets an environment variable, as one that holds a key,
  /// unless its `environment` has it.
  public static func withhold(_ variable: String) {
    withheld.withLock { _ = $0.insert(variable) }
  }

  private static let withheld = Mutex<Set<String>>([])

  /// What is passed on where nothing is said of the environment: that of this process but for what
  /// is withheld.
  public static var passedEnvironment: [String: String] {
    let withheld = withheld.withLock { $0 }
    return ProcessInfo.processInfo.environment.filter { !withheld.contains($0.key) }
  }

  /// The program that a name stands for, or nil where there is none.
  ///
  /// A name with a slash is a path and must be executable; another is looked up in the directories
  /// of `path`, as a shell does.
  ///
  /// - Parameter path: directories joined by colons; nil takes the environment's `PATH`.
  public static func find(_ name: String, path: String? = nil) -> URL? {
    if name.isEmpty { return nil }
    if name.contains("/") { return executableFile(name) }
    let path = path ?? ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for directory in path.split(separator: ":", omittingEmptySubsequences: true) {
      if let found = executableFile("\(directory)/\(name)") { return found }
    }
    return nil
  }

  private static func executableFile(_ path: String) -> URL? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      !isDirectory.boolValue, access(path, X_OK) == 0
    else { return nil }
    return URL(fileURLWithPath: path)
  }
}

/// How a program ended.
public enum Ending: Hashable, Sendable {
  /// It returned this exit status; `unknownStatus` where the system does not tell.
  case exited(Int32)
  /// A signal of this number ended it.
  case signaled(Int32)
  /// It was killed because its time was up.
  case timedOut

  public static let unknownStatus: Int32 = -1
}

/// What a program left behind. A non-zero exit status is a result, not an error.
public struct ProgramResult: Sendable {
  public let ending: Ending
  public let standardOutput: Data
  public let standardError: Data
  /// Seconds from start to end.
  public let wallSeconds: Double
  /// Processor time of the program and the children that it waited for, seconds.
  public let cpuSeconds: Double
  /// Whether standard output was longer than the limit; of standard error the beginning is kept.
  public let outputTruncated: Bool

  public var succeeded: Bool { ending == .exited(0) }
}

/// Why a program could not be run, or talked to.
public struct ProcessError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// The program could not be started.
    case notStarted
    /// The task that ran the program was cancelled; the program is dead.
    case cancelled
    /// No answer came in time.
    case timedOut
    /// The program ended while it was talked to.
    case ended
    /// A message was longer than allowed.
    case badMessage
  }

  public let code: Code
  /// Path of the program.
  public let program: String
  public let message: String
  /// How the program ended, where it did.
  public let ending: Ending?

  public init(_ code: Code, program: String, message: String, ending: Ending? = nil) {
    self.code = code
    self.program = program
    self.message = message
    self.ending = ending
  }

  public var description: String { "\(program): \(message)" }
}
