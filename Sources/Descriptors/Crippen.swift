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
    let table = CrippenType.all
    let rows = CrippenType.patterns.rows(in: context.target)
    var byAtom = [Double](repeating: 0, count: molecule.atomCount)
    var names = [String](repeating: "", count: molecule.atomCount)
    var refractivity = 0.0
    for atom in byAtom.indices {
      if rows.atoms[atom] >= 0 {
        let type = table[Int(rows.atoms[atom])]
        byAtom[atom] += type.logP
        names[atom] = type.name
        refractivity += type.molarRefractivity
      }
      if rows.hydrogens[atom] >= 0 {
        let type = table[Int(rows.hydrogens[atom])]
        let count = Double(molecule.hydrogens[atom])
        byAtom[atom] += count * type.logP
        refractivity += count * type.molarRefractivity
      }
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
  let logP: Double
  let molarRefractivity: Double

  static let all: [CrippenType] = tableRows(crippenTable).map { fields in
    CrippenType(
      name: fields[0], logP: Double(fields[2]) ?? 0,
      molarRefractivity: fields.count > 3 ? Double(fields[3]) ?? 0 : 0)
  }

  static let patterns = PatternTable(builtIn: tableRows(crippenTable).map { $0[1] })
}

extension PerceivedMolecule {
  /// Crippen logP, molar refractivity in cm³/mol, and the contributions to logP by atom with those
  /// of hydrogens added to the atom that carries them.
  public var crippen: (logP: Double, molarRefractivity: Double, logPByAtom: [Double]) {
    let contributions = DescriptorContext(self).crippen
    return (contributions.logP, contributions.molarRefractivity, contributions.logPByAtom)
  }
}
