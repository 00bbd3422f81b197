import MoleculeGraph
import Perception
import SMILES

/// A molecule taken apart into ring systems and the chains between and on them.
struct LigandPieces {
  struct Piece {
    /// Ascending.
    let atoms: [Int32]
    let hasRing: Bool
    /// The piece alone, open valences filled with hydrogen.
    let smiles: String?
    /// Whether the rest stays in one part without it.
    let isTerminal: Bool
  }

  let pieces: [Piece]

  /// Chains longer than this are split in the middle.
  private static let longestChain = 5

  init(_ molecule: PerceivedMolecule) {
    let splitter = Splitter(molecule)
    pieces = splitter.pieces(longestChain: Self.longestChain).map { atoms in
      let rest = Set(0..<Int32(molecule.atomCount)).subtracting(atoms).sorted()
      return Piece(
        atoms: atoms, hasRing: atoms.contains { molecule.rings.contains(atom: $0) },
        smiles: molecule.part(atoms)?.canonicalSMILES,
        isTerminal: !rest.isEmpty && splitter.isConnected(rest))
    }
  }

  private struct Splitter {
    let molecule: PerceivedMolecule
    init(_ molecule: PerceivedMolecule) { self.molecule = molecule }

    func pieces(longestChain: Int) -> [[Int32]] {
      let cuts = Set(molecule.bonds.indices.filter { isBorder(molecule.bonds[$0], Int32($0)) })
      return parts(of: Array(0..<Int32(molecule.atomCount)), without: cuts)
        .flatMap { split($0, cuts, longestChain) }
    }

    /// A single bond between a ring and something that is more than one atom.
    private func isBorder(_ bond: Bond, _ index: Int32) -> Bool {
      guard molecule.kekuleOrders[Int(index)] == .single, !molecule.rings.contains(bond: index),
        molecule.graph.degree(of: bond.begin) > 1, molecule.graph.degree(of: bond.end) > 1
      else { return false }
      return molecule.rings.contains(atom: bond.begin) || molecule.rings.contains(atom: bond.end)
    }

    /// Splits a long chain at the single bond that divides it most evenly, and its halves again.
    private func split(_ atoms: [Int32], _ cuts: Set<Int>, _ longest: Int) -> [[Int32]] {
      guard atoms.count > longest, !atoms.contains(where: { molecule.rings.contains(atom: $0) })
      else { return [atoms] }
      let members = Set(atoms)
      var best: (size: Int, parts: [[Int32]])?
      for (index, bond) in molecule.bonds.enumerated()
      where members.contains(bond.begin) && members.contains(bond.end)
        && molecule.kekuleOrders[index] == .single && !molecule.isConjugated[index]
      {
        let found = parts(of: atoms, without: cuts.union([index]))
        let size = found.map(\.count).min() ?? 0
        if found.count == 2, size > (best?.size ?? 1) { best = (size, found) }
      }
      guard let best else { return [atoms] }
      return best.parts.flatMap { split($0, cuts, longest) }
    }

    /// The connected parts of some atoms when some bonds are cut.
    private func parts(of atoms: [Int32], without cuts: Set<Int>) -> [[Int32]] {
      var open = Set(atoms)
      var found: [[Int32]] = []
      for start in atoms where open.contains(start) {
        open.remove(start)
        var part: [Int32] = []
        var stack = [start]
        while let atom = stack.popLast() {
          part.append(atom)
          for (neighbor, bond) in zip(
            molecule.graph.neighbors(of: atom), molecule.graph.bonds(of: atom))
          where open.contains(neighbor) && !cuts.contains(Int(bond)) {
            open.remove(neighbor)
            stack.append(neighbor)
          }
        }
        found.append(part.sorted())
      }
      return found
    }

    func isConnected(_ atoms: [Int32]) -> Bool { parts(of: atoms, without: []).count == 1 }
  }
}
