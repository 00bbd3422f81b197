import Foundation
import Processes
import TestSupport
import Testing

/// A short run of `ligature-bench fuzz`; `make fuzz` is the long one.
@Suite("Mutated inputs")
struct FuzzTests {
  @Test(
    "every mutated input is read or refused in time, and the canonical text of a molecule is read back",
    arguments: [
      ("smiles", 20_000), ("smarts", 20_000), ("sdf", 1_000), ("cml", 500), ("table", 1_000),
      ("pdbqt", 5_000),
    ])
  func holds(reader: String, count: Int) async throws {
    let program = Program(
      Checkout.program("ligature-bench"),
      arguments: ["fuzz", "--reader", reader, "--count", "\(count)", "--seed", "1"],
      timeLimit: 600)
    let result = try await program.run()
    #expect(
      result.succeeded, "\(String(decoding: result.standardOutput.prefix(2_000), as: UTF8.self))")
  }

  @Test("an unknown reader is refused with status 2")
  func unknownReader() async throws {
    let program = Program(
      Checkout.program("ligature-bench"), arguments: ["fuzz", "--reader", "nonsense"],
      timeLimit: 600)
    let result = try await program.run()
    #expect(result.ending == .exited(2))
    #expect(String(decoding: result.standardError, as: UTF8.self).contains("nonsense"))
  }
}
