import Foundation
import Processes
import Testing

@Suite("A program that stays and is talked to")
struct ChildProgramTests {
  private let cat = Program(URL(fileURLWithPath: "/bin/cat"))

  @Test("messages come back in order, whatever their length", arguments: [0, 1, 70_000, 2_000_000])
  func echo(length: Int) async throws {
    let child = try ChildProgram(cat)
    let message = Data((0..<length).map { UInt8(truncatingIfNeeded: $0) })
    #expect(try await child.answer(to: message, timeLimit: 300) == message)
    #expect(try await child.answer(to: Data("next".utf8), timeLimit: 300) == Data("next".utf8))
    #expect(child.isRunning)
    #expect(await child.finish() == .exited(0))
    #expect(!child.isRunning)
  }

  @Test("two messages sent before the first answer give two answers")
  func queued() async throws {
    let child = try ChildProgram(cat)
    try await child.send(Data("one".utf8), timeLimit: 300)
    try await child.send(Data("two".utf8), timeLimit: 300)
    #expect(try await child.receive(timeLimit: 300) == Data("one".utf8))
    #expect(try await child.receive(timeLimit: 300) == Data("two".utf8))
  }

  @Test("silence ends at the time limit, and the program with it")
  func silence() async throws {
    let child = try ChildProgram(Program(URL(fileURLWithPath: "/bin/sleep"), arguments: ["100000"]))
    await #expect {
      try await child.receive(timeLimit: 0.2)
    } throws: { ($0 as? ProcessError)?.code == .timedOut }
    #expect(await child.finish() == .timedOut)
  }

  @Test("the end of the program is an error that says how it ended and what it said")
  func end() async throws {
    let child = try ChildProgram(
      Program(
        URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", "echo out of luck >&2; read x; kill -ABRT $$"]))
    await #expect {
      try await child.answer(to: Data("\n\n".utf8), timeLimit: 300)
    } throws: { error in
      let error = error as? ProcessError
      return error?.code == .ended && error?.ending == .signaled(SIGABRT)
        && error?.message.contains("out of luck") == true
    }
    await #expect {
      try await child.answer(to: Data("again".utf8), timeLimit: 300)
    } throws: { ($0 as? ProcessError)?.code == .ended }
  }

  @Test("a message that announces gigabytes is refused")
  func badLength() async throws {
    let child = try ChildProgram(
      Program(
        URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", "printf '\\377\\377\\377\\377'; sleep 100000"]))
    await #expect {
      try await child.receive(timeLimit: 300)
    } throws: { ($0 as? ProcessError)?.code == .badMessage }
    #expect(await child.finish() == .signaled(SIGKILL))
  }

  @Test("cancelling a wait kills the program")
  func cancellation() async throws {
    let child = try ChildProgram(Program(URL(fileURLWithPath: "/bin/sleep"), arguments: ["100000"]))
    let task = Task { try await child.receive() }
    task.cancel()
    await #expect { try await task.value } throws: { ($0 as? ProcessError)?.code == .cancelled }
    #expect(await child.finish() == .signaled(SIGKILL))
  }
}
