import Foundation
import Processes

/// RDKit in a Python of its own, asked for one round of one benchmark at a time.
struct Peer {
  let name: String
  private let child: ChildProgram

  /// Nil where there is no Python with RDKit.
  init?(python: String?, texts: [String]) async {
    guard let executable = Program.find(python ?? "python3"),
      let child = try? ChildProgram(Program(executable, arguments: ["-c", PeerScript.text]))
    else { return nil }
    self.child = child
    let list = Data(texts.joined(separator: "\n").utf8)
    guard let answer = try? await child.answer(to: list, timeLimit: 120) else {
      child.kill()
      return nil
    }
    name = String(decoding: answer, as: UTF8.self)
  }

  /// Processor seconds that the peer needs for all molecules.
  func seconds(for benchmark: String) async throws -> Double {
    let answer = try await child.answer(to: Data(benchmark.utf8), timeLimit: 600)
    let text = String(decoding: answer, as: UTF8.self)
    guard let seconds = Double(text) else { throw BenchError("the peer says: \(text)") }
    return seconds
  }

  func finish() async { await child.finish() }
}
