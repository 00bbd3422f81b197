import Docking
import MoleculeGraph
import Perception

/// Says which groups of a ligand carry the energy between it and the receptor, and which do not.
struct AffinityFindings {
  let writer: StatementWriter
  let molecule: PerceivedMolecule
  let drugLikeness: DrugLikeness
  /// Energies of the best pose.
  let terms: VinaTerms

  private struct Share {
    let piece: LigandPieces.Piece
    let energy: Double
    var perAtom: Double { energy / Double(piece.atoms.count) }
  }

  /// A group of at least this many atoms may be called idle.
  private static let smallestIdle = 2
  /// Share of the molecule's mean energy per atom below which a group is idle.
  private static let idleShare = 0.75
  /// How much less than its share by size an idle group carries at least, kcal/mol.
  private static let smallestLack = 0.4

  func statements() -> [Statement] {
    guard terms.intermolecular < -1, terms.atoms.count == molecule.atomCount else { return [] }
    let shares = LigandPieces(molecule).pieces.map { piece in
      Share(piece: piece, energy: piece.atoms.reduce(0) { $0 + terms.atoms[Int($1)] })
    }
    // A molecule of one piece carries everything with everything.
    guard shares.count > 1 else { return [] }
    return [carried(shares), idle(shares)].compactMap(\.self)
  }

  private var mean: Double { terms.intermolecular / Double(molecule.atomCount) }

  private func carried(_ shares: [Share]) -> Statement? {
    guard let best = shares.min(by: { $0.energy < $1.energy }) else { return nil }
    let part = best.energy / terms.intermolecular
    let size = Double(best.piece.atoms.count) / Double(molecule.atomCount)
    if size > Self.largestTelling { return carriedByAtoms() }
    let isEfficient = part > 1.1 * size
    return writer.statement(
      .affinityCarried, 0.3 + 0.3 * min(1, part),
      "\(Self.name(best.piece)) carries \(best.energy.fixed(1)) of the "
        + "\(terms.intermolecular.fixed(1)) kcal/mol between ligand and receptor "
        + "(\((100 * part).fixed(0)) % with \((100 * size).fixed(0)) % of the heavy atoms)"
        + "\(residues()).",
      evidence: evidence(best), atoms: best.piece.atoms,
      implication: isEfficient
        ? "Keep its place: what replaces it must fill the same volume."
        : "It carries by its size: other groups bring as much for each atom.",
      suggestion: isEfficient ? .init(.keep) : nil)
  }

  /// A piece with more than this share of the atoms says nothing: its best atoms are told instead.
  private static let largestTelling = 0.75

  private func carriedByAtoms() -> Statement {
    let best = terms.atoms.indices.sorted { (terms.atoms[$0], $0) < (terms.atoms[$1], $1) }
      .prefix(5)
    let energy = best.reduce(0) { $0 + terms.atoms[$1] }
    let part = energy / terms.intermolecular
    return writer.statement(
      .affinityCarried, 0.3 + 0.3 * min(1, part),
      "The five atoms that bring most carry \(energy.fixed(1)) of the "
        + "\(terms.intermolecular.fixed(1)) kcal/mol between ligand and receptor "
        + "(\((100 * part).fixed(0)) % with \(best.count) of \(molecule.atomCount) heavy atoms)"
        + "\(residues()).",
      evidence: [
        .init("energy", energy), .init("intermolecular", terms.intermolecular),
        .init("heavy_atoms", Double(best.count)),
      ], atoms: best.map { Int32($0) }.sorted(),
      implication: "Keep what stands around them; the other side may change.",
      suggestion: .init(.keep))
  }

  /// The residues that bring most of the energy.
  private func residues() -> String {
    let top = terms.residues.filter { $0.energy < -0.3 }.sorted { $0.energy < $1.energy }.prefix(3)
    guard !top.isEmpty else { return "" }
    let names = top.map { "\($0.residue.label) \($0.energy.fixed(1))" }
    return "; the residues that bring most to the whole ligand are "
      + names.joined(separator: ", ")
  }

  private func idle(_ shares: [Share]) -> Statement? {
    let lost = { (share: Share) in (share.perAtom - mean) * Double(share.piece.atoms.count) }
    let idle = shares.filter {
      $0.piece.atoms.count >= Self.smallestIdle && $0.perAtom > Self.idleShare * mean
        && lost($0) >= Self.smallestLack
    }
    guard let worst = idle.max(by: { lost($0) < lost($1) }) else { return nil }
    let removal = qedWithout(worst.piece)
    let gain = removal.map { $0 - drugLikeness.score }
    let count = worst.piece.atoms.count
    return writer.statement(
      .affinityIdle, min(0.8, 0.25 + 0.15 * lost(worst)),
      "\(Self.name(worst.piece)) carries \(Self.little(worst.energy)) kcal/mol with "
        + "\(count) heavy atoms (\(worst.perAtom.fixed(2)) per atom; the molecule's mean is "
        + "\(mean.fixed(2)))" + (removal.map { "; without it QED is \($0.fixed(3))" } ?? "")
        + ".",
      evidence: evidence(worst) + (gain.map { [.init("qed_gain", $0)] } ?? []),
      atoms: worst.piece.atoms,
      implication: worst.piece.isTerminal
        ? (gain ?? 0) > 0
          ? "Remove it, or put a group there that meets something."
          : "Replace it by a group that meets something"
            + (gain == nil ? "." : "; to remove it costs QED.")
        : "It links other groups: a shorter or cyclic link may hold them as well.",
      suggestion: worst.piece.isTerminal && (gain ?? 0) > 0
        ? .init(.remove, wanted: .lowerWeight) : .init(.change))
  }

  private static func little(_ energy: Double) -> String {
    energy < 0 ? "only \(energy.fixed(1))" : energy.signed(1)
  }

  private func qedWithout(_ piece: LigandPieces.Piece) -> Double? {
    guard piece.isTerminal else { return nil }
    let gone = Set(piece.atoms)
    return molecule.part((0..<Int32(molecule.atomCount)).filter { !gone.contains($0) })
      .map { DrugLikeness($0).score }
  }

  private func evidence(_ share: Share) -> [Statement.Evidence] {
    [
      .init("energy", share.energy), .init("intermolecular", terms.intermolecular),
      .init("heavy_atoms", Double(share.piece.atoms.count)),
      .init("energy_per_atom", share.perAtom),
    ]
  }

  private static func name(_ piece: LigandPieces.Piece) -> String {
    let what = piece.hasRing ? "ring system" : "group"
    return "The " + what + (piece.smiles.map { " `\($0)`" } ?? "")
  }
}
