import Conformers
import Editors
import Feedback
import FeedbackDescent
import Synchronization
import Testing

@Suite("Children where docked molecules lie")
struct FittingTests {
  /// The molecules of which an editor asked the structure, and a stretched one for each.
  private final class Structures: Sendable {
    private let texts = Mutex<[String]>([])
    var asked: [String] { texts.withLock { $0 } }

    func make(_ smiles: String, _ offline: OfflineDocking) -> Structure3D? {
      texts.withLock { $0.append(smiles) }
      guard let molecule = try? offline.molecule(smiles) else { return nil }
      return Structure3D(
        molecule: molecule,
        coordinates: (0..<molecule.atomCount).map { SIMD3(1.4 * Double($0), 0, 0) },
        hydrogens: [], energy: 0, forceField: "")
    }
  }

  private let offline: OfflineDocking
  private let start: Candidate<String, Findings>

  init() throws {
    offline = try OfflineDocking(isScored: true)
    start = try offline.candidate(1, .start("CC(=O)Nc1ccc(-c2ccccc2)cc1"))
  }

  private func editor(
    depth: Int = 2, without: Set<ChemistEditor.Knowledge> = []
  ) throws -> ChemistEditor {
    ChemistEditor(
      library: try OfflineDocking.library(), effort: .init(depth: depth, moves: 300, fits: 48),
      without: without)
  }

  private func proposals(of editor: ChemistEditor) async throws -> [Proposal<String>] {
    var random = SeededRandom(seed: 4)
    return try await editor.proposals(
      8, frontier: [start], history: [start], submitted: [], random: &random)
  }

  private func least(_ proposals: [Proposal<String>]) -> Double {
    proposals.compactMap(\.expected?.deviation).min() ?? 0
  }

  @Test("what is proposed was put into its parent's modes, in the structure of its own text")
  func asked() async throws {
    let structures = Structures()
    var editor = try editor()
    // It is expected more surely than by what the run's dockings tell.
    #expect(least(try await proposals(of: editor)) > 0.4)
    editor.structure = { [offline] in structures.make($0, offline) }
    let proposals = try await proposals(of: editor)
    let asked = structures.asked
    #expect(proposals.count == 8)
    // One parent may have a third of 48, and of 24 twice.
    #expect((9...32).contains(asked.count) && Set(asked).count == asked.count)
    #expect(proposals.allSatisfy { asked.contains($0.artifact) })
    #expect(least(proposals) < 0.4 && least(proposals) > 0)
  }

  @Test("what has too little of its parent is put where another molecule like it lies")
  func likeAnother() async throws {
    let small = try offline.candidate(2, .start("CC(N)=O"))
    func asked(history: [Candidate<String, Findings>]) async throws -> [String] {
      let structures = Structures()
      var editor = try editor(depth: 4)
      editor.structure = { [offline] in structures.make($0, offline) }
      var random = SeededRandom(seed: 4)
      _ = try await editor.proposals(
        8, frontier: [small], history: history, submitted: [], random: &random)
      return structures.asked
    }
    #expect(try await asked(history: [small]).isEmpty)
    #expect(try await !asked(history: [small, start]).isEmpty)
  }

  @Test("a structure that cannot be made costs the fit and not the molecule")
  func none() async throws {
    var editor = try editor()
    editor.structure = { _ in nil }
    let proposals = try await proposals(of: editor)
    #expect(proposals.count == 8)
    #expect(least(proposals) > 0.4)
  }

  @Test("an editor that reads no statements asks for no structure")
  func blind() async throws {
    let structures = Structures()
    var editor = try editor(without: [.statements])
    editor.structure = { [offline] in structures.make($0, offline) }
    _ = try await proposals(of: editor)
    #expect(structures.asked.isEmpty)
  }
}
