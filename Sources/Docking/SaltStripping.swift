import MoleculeGraph
import Perception
import SMILES

/// What is docked of a molecule that was written with counter-ions, solvent or hydrogen atoms of
/// their own.
///
/// Deuterium, and the hydrogen of `[H]/N=C`, are atoms of the text and no heavy atoms of a ligand:
/// they become implicit hydrogens.
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
  private let hadIsotopes: Bool
  private let hadImineHydrogen: Bool

  /// Throws `DockingFailure` with stage `prepare` where several fragments have no carbon, or are
  /// refused, and for organometallic compounds.
  public init(
    _ written: PerceivedMolecule, policy: Policy = .strip
  ) throws(DockingFailure) {
    let molecule = written.withoutHydrogenAtoms
    let hydrogens = written.atoms.filter { $0.element == .hydrogen && $0.charge == 0 }
    let areCounted = molecule.atomCount < written.atomCount
    hadIsotopes = areCounted && hydrogens.contains { $0.isotope > 0 }
    hadImineHydrogen = areCounted && hydrogens.contains { $0.isotope == 0 }
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
    guard let best = Self.largestOrganic(texts) else {
      throw DockingFailure(
        stage: .prepare,
        reason: "\(texts.count) fragments and none with carbon: there is no ligand among them")
    }
    parent = best.molecule
    removed = texts.enumerated().filter { $0.offset != best.place }.map(\.element)
    // Beside a carbanion, a metal is no counter-ion.
    guard Self.isCarbanion(parent) else { return }
    let metals = removed.lazy.compactMap(Self.perceived).compactMap(\.metal)
    if let metal = metals.first { throw DockingFailure(metal: metal) }
  }

  /// The fragment with carbon that has most heavy atoms, then most hydrogens, then comes first.
  private static func largestOrganic(
    _ texts: [String]
  ) -> (place: Int, molecule: PerceivedMolecule)? {
    var best: (place: Int, molecule: PerceivedMolecule, size: (Int, Int))?
    for (place, text) in texts.enumerated() {
      guard let fragment = perceived(text),
        fragment.atoms.contains(where: { $0.element == .carbon })
      else { continue }
      let size = (
        fragment.atoms.count { $0.element != .hydrogen },
        fragment.hydrogens.reduce(0) { $0 + Int($1) }
      )
      if let best, best.size >= size { continue }
      best = (place, fragment, size)
    }
    return best.map { ($0.place, $0.molecule) }
  }

  /// Whether a carbon has a negative charge that no neighbor makes up for, as isocyanide has.
  private static func isCarbanion(_ molecule: PerceivedMolecule) -> Bool {
    molecule.atoms.indices.contains { atom in
      molecule.atoms[atom].element == .carbon && molecule.atoms[atom].charge < 0
        && !molecule.graph.neighbors(of: Int32(atom)).contains {
          molecule.atoms[Int($0)].charge > 0
        }
    }
  }

  private static func perceived(_ text: String) -> PerceivedMolecule? {
    guard let graph = try? Molecule(smiles: text) else { return nil }
    return try? PerceivedMolecule(graph)
  }

  /// `"removed [Cl-]"`; nil where nothing was changed.
  public var note: String? {
    let notes =
      (removed.isEmpty ? [] : ["removed " + removed.joined(separator: ", ")])
      + (hadIsotopes ? ["isotopes of hydrogen taken for hydrogen"] : [])
      + (hadImineHydrogen ? ["the side on which N–H points is left open"] : [])
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}

extension PerceivedMolecule {
  /// The first one, by its atom.
  var metal: Element? { atoms.first { $0.element.isMetal }?.element }
}

extension DockingFailure {
  init(metal: Element) {
    self.init(
      stage: .prepare,
      reason: "it has a metal that is no counter-ion, \(metal.symbol), and cannot be docked")
  }
}
