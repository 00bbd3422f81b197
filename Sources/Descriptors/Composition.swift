import MoleculeGraph
import Perception

extension PerceivedMolecule {
  /// Average molecular weight, g/mol; a labelled isotope counts with its own mass.
  public var molecularWeight: Double { mass { $0.averageMass } }

  /// Mass of the molecule of the most common isotopes, g/mol; labelled isotopes as labelled, and an
  /// ion without the electrons that it has lost.
  public var exactMolecularWeight: Double {
    let electronMass = 0.000_548_579_909_07
    return mass { $0.commonIsotopeMass } - Double(formalCharge) * electronMass
  }

  private func mass(of element: (Element) -> Double) -> Double {
    var total = 0.0
    for atom in atoms {
      if atom.isotope == 0 {
        total += element(atom.element)
      } else {
        total += atom.element.labelledMass(Int(atom.isotope))
      }
    }
    let hydrogenMass = element(.hydrogen)
    for count in hydrogens { total += Double(count) * hydrogenMass }
    return total
  }

  /// Molecular formula in Hill order, charge at the end: `"C6H5O-"`, `"Ca+2"`.
  ///
  /// As in RDKit, hydrogen stands before the other elements even where there is no carbon.
  public var formula: String {
    var counts: [String: Int] = [:]
    for atom in atoms { counts[atom.element.symbol, default: 0] += 1 }
    let hydrogenCount = hydrogens.reduce(0) { $0 + Int($1) }
    if hydrogenCount > 0 { counts["H", default: 0] += hydrogenCount }
    let rest = counts.keys.filter { $0 != "C" && $0 != "H" }.sorted()
    var text = ""
    for symbol in ["C", "H"] + rest {
      guard let count = counts[symbol] else { continue }
      text += count == 1 ? symbol : "\(symbol)\(count)"
    }
    let charge = formalCharge
    if charge != 0 {
      text += charge > 0 ? "+" : "-"
      if abs(charge) > 1 { text += "\(abs(charge))" }
    }
    return text
  }

  /// Number of atoms other than hydrogen and `*`.
  public var heavyAtomCount: Int { atoms.count { $0.element.rawValue > 1 } }

  public var formalCharge: Int { atoms.reduce(0) { $0 + Int($1.charge) } }

  /// Number of atoms other than carbon and hydrogen.
  public var heteroatoms: Int { atoms.count { $0.element != .carbon && $0.element != .hydrogen } }

  /// Share of the carbon atoms that have four neighbors, hydrogens counted; 0 without carbon.
  public var fractionCSP3: Double {
    var carbons = 0
    var saturated = 0
    for (index, atom) in atoms.enumerated() where atom.element == .carbon {
      carbons += 1
      if graph.degree(of: Int32(index)) + Int(hydrogens[index]) == 4 { saturated += 1 }
    }
    return carbons == 0 ? 0 : Double(saturated) / Double(carbons)
  }

  /// Number of potential tetrahedral stereocenters that carry no configuration.
  public var unspecifiedStereocenters: Int {
    let assigned = Set(graph.tetrahedralCenters.map { $0.atom })
    return stereocenters.count { !assigned.contains($0) }
  }
}

extension Element {
  /// Mass of an isotope, u. One without a measured mass counts with its mass number, and the label
  /// of an attachment point is no mass: as in RDKit.
  func labelledMass(_ isotope: Int) -> Double {
    if self == .wildcard { return 0 }
    return mass(ofIsotope: isotope) ?? Double(isotope)
  }
}
