import Foundation
import Processes
import TestSupport
import Testing

private let shell = URL(fileURLWithPath: "/bin/sh")

/// Runs a line of `sh`: here the shell is the program under test.
private func line(_ text: String, _ arguments: [String] = [], timeLimit: Double? = 300) -> Program {
  Program(shell, arguments: ["-c", text, "sh"] + arguments, timeLimit: timeLimit)
}

private func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

/// The process whose number a program wrote to a file; nil before it did.
private func process(in file: URL) -> pid_t? {
  (try? String(contentsOf: file, encoding: .utf8)).flatMap { pid_t($0.dropLast()) }
}

/// A line of `sh` that leaves `text` behind in a session of its own, with its number in `file`.
private func leaving(_ text: String, in file: URL) -> Program {
  let child = #"setsid sh -c 'echo $$ > "$1"; \#(text)' sh "$1""#
  return line(child + #" & until [ -s "$1" ]; do sleep 0.01; done; echo done"#, [file.path])
}

/// Ends what `leaving` left behind: the child leads a group of its own.
private func killSession(in file: URL) {
  if let child = process(in: file) { kill(-child, SIGKILL) }
}

@Suite("A program that runs to its end")
struct ProgramTests {
  @Test("a non-zero exit status is a result", arguments: [0, 1, 3, 255])
  func exitStatus(status: Int32) async throws {
    let result = try await line("exit \(status)").run()
    #expect(result.ending == .exited(status))
    #expect(result.succeeded == (status == 0))
  }

  @Test("a signal is told apart from an exit status")
  func signal() async throws {
    let result = try await line("kill -SEGV $$").run()
    #expect(result.ending == .signaled(SIGSEGV))
  }

  @Test("the two outputs are kept apart")
  func outputs() async throws {
    let result = try await line("echo data; echo note >&2").run()
    #expect(text(result.standardOutput) == "data\n")
    #expect(text(result.standardError) == "note\n")
    #expect(!result.outputTruncated)
  }

  @Test("arguments reach the program as they are, whatever a shell would make of them")
  func arguments() async throws {
    let odd = ["a b", "$HOME", "*", "; rm x", "'", "\"", ""]
    let result = try await line("printf '%s\\n' \"$@\"", odd).run()
    #expect(text(result.standardOutput) == odd.joined(separator: "\n") + "\n")
  }

  @Test("input longer than a pipe holds comes back whole through cat")
  func input() async throws {
    let bytes = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let result = try await Program(
      URL(fileURLWithPath: "/bin/cat"), standardInput: bytes, timeLimit: 300
    ).run()
    #expect(result.standardOutput == bytes)
  }

  @Test("a program that does not read its input does no harm")
  func unreadInput() async throws {
    let result = try await Program(
      URL(fileURLWithPath: "/bin/true"), standardInput: Data(count: 1 << 20), timeLimit: 300
    ).run()
    #expect(result.ending == .exited(0))
  }

  @Test("without input, the program reads an empty one")
  func noInput() async throws {
    let result = try await Program(URL(fileURLWithPath: "/bin/cat"), timeLimit: 300).run()
    #expect(result.ending == .exited(0))
    #expect(result.standardOutput.isEmpty)
  }

  @Test("endless output is cut at the limit, and the program at its time")
  func endlessOutput() async throws {
    let program = Program(
      URL(fileURLWithPath: "/usr/bin/yes"), timeLimit: 0.3, outputLimit: 1000)
    let result = try await program.run()
    #expect(result.ending == .timedOut)
    #expect(result.standardOutput.count == 1000)
    #expect(result.outputTruncated)
  }

  @Test("the time limit kills the whole process group")
  func timeLimit() async throws {
    let result = try await line("sleep 100 & echo $!; wait", timeLimit: 1).run()
    #expect(result.ending == .timedOut)
    #expect(result.wallSeconds < 90)
    let grandchild = try #require(pid_t(text(result.standardOutput).dropLast()))
    #expect(try await isGone(grandchild))
  }

  @Test("what a program leaves running in its group is swept when it ends")
  func leftovers() async throws {
    let result = try await line("sleep 100 & echo $!").run()
    #expect(result.ending == .exited(0))
    #expect(result.wallSeconds < 90)
    let grandchild = try #require(pid_t(text(result.standardOutput).dropLast()))
    #expect(try await isGone(grandchild))
  }

  @Test("a file that grows beyond the limit ends its writer, the program or what it started")
  func fileSizeLimit() async throws {
    let folder = try TemporaryDirectory()
    let file = folder.file("endless")
    for command in ["exec dd", "dd"] {
      // By a shell that writes, and by one that starts a writer at once.
      var program = line(
        "\(command) if=/dev/zero of=\"$1\" bs=64k count=100000 2>/dev/null; exit $?", [file.path])
      program.fileSizeLimit = 1 << 20
      let ending = try await program.run().ending
      #expect(ending == .signaled(SIGXFSZ) || ending == .exited(128 + SIGXFSZ), "\(ending)")
      let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
      #expect(size == 1 << 20)
    }
  }

  @Test("a process that left the group holds nothing up")
  func escaped() async throws {
    let folder = try TemporaryDirectory()
    let mark = folder.file("pid")
    defer { killSession(in: mark) }
    let result = try await leaving("exec sleep 1000", in: mark).run()
    let child = try #require(process(in: mark))
    #expect(text(result.standardOutput) == "done\n")
    #expect(kill(child, 0) == 0)
  }

  @Test("nor does one that writes without end")
  func escapedWriter() async throws {
    let folder = try TemporaryDirectory()
    let mark = folder.file("pid")
    let end = folder.file("end")
    defer { killSession(in: mark) }
    // Nobody reads it any more, so its next write ends it (SIGPIPE); were it read for ever, a
    // minute of processor time would (SIGXCPU).
    let result = try await leaving("ulimit -t 60; yes; echo $? > '\(end.path)'", in: mark).run()
    #expect(result.ending == .exited(0))
    let isWritten = try await eventually {
      (try? String(contentsOf: end, encoding: .utf8)) == "\(128 + SIGPIPE)\n"
    }
    #expect(isWritten)
  }

  @Test("cancelling the task kills the program")
  func cancellation() async throws {
    let folder = try TemporaryDirectory()
    let mark = folder.file("pid")
    let task = Task { try await line("echo $$ > \"$1\"; sleep 3000", [mark.path]).run() }
    #expect(try await eventually { process(in: mark) != nil })
    task.cancel()
    await #expect { try await task.value } throws: { ($0 as? ProcessError)?.code == .cancelled }
    let killed = try #require(process(in: mark))
    #expect(try await isGone(killed))
  }

  @Test("a missing program is an error that names it")
  func missing() async throws {
    let program = Program(URL(fileURLWithPath: "/no/such/program"))
    await #expect {
      try await program.run()
    } throws: { error in
      let error = error as? ProcessError
      return error?.code == .notStarted && error?.description.contains("/no/such/program") == true
    }
  }

  @Test("environment and directory are those asked for")
  func surroundings() async throws {
    let folder = try TemporaryDirectory()
    let program = Program(
      shell, arguments: ["-c", "pwd -P; echo $LIGATURE_TEST; env | wc -l"],
      environment: ["LIGATURE_TEST": "yes"], workingDirectory: folder.url, timeLimit: 300)
    let lines = text(try await program.run().standardOutput).split(separator: "\n")
    #expect(lines.first.map(String.init) == folder.url.resolvingSymlinksInPath().path)
    #expect(lines.dropFirst().first == "yes")
  }

  @Test("a program inherits no descriptor but the three streams and its lifeline")
  func descriptors() async throws {
    let open = FileHandle(forReadingAtPath: "/dev/null")
    let result = try await Program(
      URL(fileURLWithPath: "/bin/ls"), arguments: ["/proc/self/fd"], timeLimit: 300
    ).run()
    // The last is the one by which ls reads the directory.
    #expect(text(result.standardOutput) == "0\n1\n2\n3\n4\n")
    try open?.close()
  }

  @Test("processor time is that of the program, not of the wait")
  func processorTime() async throws {
    let idle = try await line("sleep 0.3").run()
    #expect(idle.wallSeconds >= 0.3)
    #expect(idle.cpuSeconds < 0.2)
    let busy = try await line("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done").run()
    #expect(busy.cpuSeconds > 0.02)
  }

  @Test("sixty runs at a time each get their own output")
  func concurrency() async throws {
    let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 0..<60 {
        group.addTask { (number, text(try await line("echo \(number)").run().standardOutput)) }
      }
      return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    #expect(answers == Dictionary(uniqueKeysWithValues: (0..<60).map { ($0, "\($0)\n") }))
  }
}

@Suite("Looking a program up")
struct ProgramLookUpTests {
  @Test("a name is looked up in the directories of the path, in their order")
  func byName() throws {
    let folder = try TemporaryDirectory()
    let first = folder.file("first")
    let second = folder.file("second")
    for directory in [first, second] {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }
    let program = second.appendingPathComponent("dock")
    try Data("#!/bin/sh\n".utf8).write(to: program)
    let path = "\(first.path):\(second.path)"
    #expect(Program.find("dock", path: path) == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    #expect(Program.find("dock", path: path)?.path == program.path)
    #expect(Program.find(program.path)?.path == program.path)
    #expect(Program.find(second.path) == nil)
    #expect(Program.find("", path: path) == nil)
  }
}
