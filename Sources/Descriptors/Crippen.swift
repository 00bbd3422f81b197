import MoleculeGraph
import Perception
import SMARTS

/// Wildman and Crippen's atom contributions to logP and molar refractivity.
///
/// J. Chem. Inf. Comput. Sci. 39, 868 (1999). Each atom takes the first type that matches; the
/// contributions of hydrogens are added to the atom that carries them.
public struct CrippenContributions: Sendable {
  /// log10 of the octanol-water partition coefficient.
  public let logP: Double
  /// Molar refractivity, cm³/mol.
  public let molarRefractivity: Double
  /// Contribution of each atom with its hydrogens; the sum is `logP`.
  public let logPByAtom: [Double]
  /// Wildman and Crippen's type of each atom: `"C18"`; empty where none matches.
  public let types: [String]

  init(_ context: DescriptorContext) {
    let molecule = context.molecule
    let target = context.expandedTarget
    var byAtom = [Double](repeating: 0, count: molecule.atomCount)
    var names = [String](repeating: "", count: molecule.atomCount)
    var refractivity = 0.0
    for atom in 0..<molecule.atomCount {
      guard let type = CrippenType.type(of: Int32(atom), in: target) else { continue }
      byAtom[atom] += type.logP
      names[atom] = type.name
      refractivity += type.molarRefractivity
    }
    // Hydrogens of one atom are alike, so the type of the first serves all.
    var typed: (parent: Int32, type: CrippenType?) = (-1, nil)
    for (offset, parent) in target.hydrogenParents.enumerated() {
      if typed.parent != parent {
        typed = (
          parent, CrippenType.type(of: Int32(molecule.atomCount + offset), in: target)
        )
      }
      guard let type = typed.type else { continue }
      byAtom[Int(parent)] += type.logP
      refractivity += type.molarRefractivity
    }
    logPByAtom = byAtom
    types = names
    logP = byAtom.reduce(0, +)
    molarRefractivity = refractivity
  }
}

/// One row of Wildman and Crippen's table.
struct CrippenType: Sendable {
  let name: String
  let pattern: SMARTSPattern
  let logP: Double
  let molarRefractivity: Double

  static let all: [CrippenType] = tableRows(crippenTable).map { fields in
    CrippenType(
      name: fields[0], pattern: SMARTSPattern(builtIn: fields[1]), logP: Double(fields[2]) ?? 0,
      molarRefractivity: fields.count > 3 ? Double(fields[3]) ?? 0 : 0)
  }

  /// For each atomic number, the rows whose first atom can be that element, in file order.
  private static let candidates: [[Int]] = (0...118).map { element in
    all.indices.filter { all[$0].pattern.firstAtomMayBe(element: element) }
  }

  static func type(of atom: Int32, in target: MatchTarget) -> CrippenType? {
    for row in candidates[target.atomicNumber(of: atom)]
    where all[row].pattern.startsMatch(in: target, atAtom: atom) {
      return all[row]
    }
    return nil
  }
}

extension PerceivedMolecule {
  /// Crippen logP, molar refractivity in cm³/mol, and the contributions to logP by atom with those
  /// of hydrogens added to the atom that carries them.
  public var crippen: (logP: Double, molarRefractivity: Double, logPByAtom: [Double]) {
    let contributions = DescriptorContext(self).crippen
    return (contributions.logP, contributions.molarRefractivity, contributions.logPByAtom)
  }
}
