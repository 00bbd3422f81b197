import MoleculeGraph
import Perception

/// Short questions to a perceived molecule.
struct MoleculeView {
  let molecule: PerceivedMolecule
  init(_ molecule: PerceivedMolecule) { self.molecule = molecule }

  func element(_ atom: Int32) -> Element { molecule.atoms[Int(atom)].element }

  func neighbors(_ atom: Int32) -> ArraySlice<Int32> { molecule.graph.neighbors(of: atom) }

  /// Kekulé order of the bond between two atoms; nil where there is none.
  func order(_ a: Int32, _ b: Int32) -> BondOrder? {
    molecule.graph.bond(between: a, and: b).map { molecule.kekuleOrders[Int($0)] }
  }

  /// Whether the atom has a double or triple bond outside aromatic rings, or is aromatic.
  func isUnsaturated(_ atom: Int32) -> Bool {
    molecule.atoms[Int(atom)].isAromatic || hasMultipleBond(atom)
  }

  func hasMultipleBond(_ atom: Int32) -> Bool {
    molecule.graph.bonds(of: atom).contains { bond in
      switch molecule.kekuleOrders[Int(bond)] {
      case .double, .triple, .quadruple: true
      case .single, .aromatic, .dative: false
      }
    }
  }

  /// Character ranges of atoms, merged where they touch.
  func spans(of atoms: [Int32]) -> [Range<Int>] {
    let spans = molecule.graph.atomSpans
    guard spans.count >= molecule.atomCount else { return [] }
    var found: [Range<Int>] = []
    for atom in atoms where Int(atom) < molecule.inputAtoms.count {
      let input = Int(molecule.inputAtoms[Int(atom)])
      if spans.count == molecule.atomCount {
        found.append(spans[Int(atom)])
      } else if input < spans.count {
        found.append(spans[input])
      }
    }
    return Self.merged(found)
  }

  static func merged(_ spans: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for span in spans.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    ) {
      if let last = result.last, span.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        result.append(span)
      }
    }
    return result
  }
}
