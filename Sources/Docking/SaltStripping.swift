import MoleculeGraph
import Perception
import SMILES

/// What is docked of a molecule that was written with counter-ions or solvent.
///
/// The largest fragment with carbon is kept (most heavy atoms, then most hydrogens, then the first
/// in canonical order), and the rest is named, so that a row can say what was left out.
public struct SaltStripping: Sendable {
  /// What becomes of a molecule of several fragments.
  public enum Policy: String, CaseIterable, Sendable {
    /// The largest organic fragment is docked.
    case strip
    /// It fails.
    case refuse
  }

  /// The molecule itself where it is one fragment.
  public let parent: PerceivedMolecule
  /// Canonical SMILES of what was left out; empty where nothing was.
  public let removed: [String]

  /// Throws `DockingFailure` with stage `prepare` where several fragments have no carbon, or are
  /// refused.
  public init(
    _ molecule: PerceivedMolecule, policy: Policy = .strip
  ) throws(DockingFailure) {
    guard molecule.graph.componentOfAtom.count > 1 else {
      (parent, removed) = (molecule, [])
      return
    }
    let texts = molecule.canonicalSMILES.split(separator: ".").map(String.init)
    guard policy == .strip else {
      throw DockingFailure(
        stage: .prepare,
        reason:
          "\(texts.count) fragments (\(texts.joined(separator: ", "))) where one is expected; "
          + "--salts strip docks the largest organic one")
    }
    var best: (place: Int, molecule: PerceivedMolecule, size: (Int, Int))?
    for (place, text) in texts.enumerated() {
      guard let fragment = Self.perceived(text),
        fragment.atoms.contains(where: { $0.element == .carbon })
      else { continue }
      let size = (
        fragment.atoms.count { $0.element != .hydrogen },
        fragment.hydrogens.reduce(0) { $0 + Int($1) }
      )
      if let best, best.size >= size { continue }
      best = (place, fragment, size)
    }
    guard let best else {
      throw DockingFailure(
        stage: .prepare, reason: "\(texts.count) fragments and none with carbon: nothing to dock")
    }
    parent = best.molecule
    removed = texts.enumerated().filter { $0.offset != best.place }.map(\.element)
  }

  private static func perceived(_ text: String) -> PerceivedMolecule? {
    guard let graph = try? Molecule(smiles: text) else { return nil }
    return try? PerceivedMolecule(graph)
  }

  /// `"removed [Cl-]"`; nil where nothing was.
  public var note: String? {
    removed.isEmpty ? nil : "removed " + removed.joined(separator: ", ")
  }
}
