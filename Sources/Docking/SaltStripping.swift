import Conformers
import MoleculeGraph
import Perception
import SMILES

/// What is docked of a molecule that was written with counter-ions, solvent, charges or hydrogen
/// atoms of their own: the form whose properties count and by which molecules are the same.
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

  /// The molecule itself where it is one fragment without charges.
  public let parent: PerceivedMolecule
  /// Canonical SMILES of what was left out; empty where nothing was.
  public let removed: [String]
  /// Whether the kept fragment was written with charges that docking sets.
  public let isNeutralized: Bool
  private let hadIsotopes: Bool
  private let hadImineHydrogen: Bool

  /// - Parameter protonation: of the docking; unless it is `.asWritten` the charges that protons
  ///   can take away are left out, so that a salt and its neutral form are one molecule.
  /// - Throws: `DockingFailure` with stage `prepare` where several fragments have no carbon, or are
  ///   refused, and for organometallic compounds; with stage `protonate` where charges cannot be
  ///   left out.
  public init(
    _ written: PerceivedMolecule, policy: Policy = .strip, protonation: Protonation
  ) throws(DockingFailure) {
    let molecule = written.withoutHydrogenAtoms
    let hydrogens = written.atoms.filter { $0.element == .hydrogen && $0.charge == 0 }
    let areCounted = molecule.atomCount < written.atomCount
    hadIsotopes = areCounted && hydrogens.contains { $0.isotope > 0 }
    hadImineHydrogen = areCounted && hydrogens.contains { $0.isotope == 0 }
    let kept: PerceivedMolecule
    (kept, removed) = try Self.separated(molecule, policy)
    parent = try Self.neutral(kept, protonation)
    isNeutralized = parent.atoms.map(\.charge) != kept.atoms.map(\.charge)
  }

  private static func neutral(
    _ molecule: PerceivedMolecule, _ protonation: Protonation
  ) throws(DockingFailure) -> PerceivedMolecule {
    guard protonation != .asWritten, molecule.atoms.contains(where: { $0.charge != 0 }) else {
      return molecule
    }
    do throws(ConformerError) { return try molecule.neutralized() } catch {
      throw DockingFailure(stage: .protonate, reason: error.message)
    }
  }

  /// The fragment to dock, and the others.
  private static func separated(
    _ molecule: PerceivedMolecule, _ policy: Policy
  ) throws(DockingFailure) -> (kept: PerceivedMolecule, removed: [String]) {
    guard molecule.graph.componentOfAtom.count > 1 else { return (molecule, []) }
    let texts = molecule.canonicalSMILES.split(separator: ".").map(String.init)
    guard policy == .strip else {
      throw DockingFailure(
        stage: .prepare,
        reason:
          "\(texts.count) fragments (\(texts.joined(separator: ", "))) where one is expected; "
          + "--salts strip docks the largest organic one")
    }
    guard let best = largestOrganic(texts) else {
      throw DockingFailure(
        stage: .prepare,
        reason: "\(texts.count) fragments and none with carbon: there is no ligand among them")
    }
    let removed = texts.enumerated().filter { $0.offset != best.place }.map(\.element)
    // Beside a carbanion, a metal is no counter-ion.
    if isCarbanion(best.molecule) {
      let metals = removed.lazy.compactMap(perceived).compactMap(\.metal)
      if let metal = metals.first { throw DockingFailure(metal: metal) }
    }
    return (best.molecule, removed)
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
