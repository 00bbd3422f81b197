import Perception
import SMARTS

/// RDKit's strict definition: no ring bonds, ends, triple-bond neighbors, amides and esters,
/// `tert`-butyl and trihalomethyl groups.
private let strictRotatableBond = SMARTSPattern(
  builtIn: "[!$(*#*)&!D1&!$(C(F)(F)F)&!$(C(Cl)(Cl)Cl)&!$(C(Br)(Br)Br)"
    + "&!$(C([CH3])([CH3])[CH3])&!$([CD3](=[N,O,S])-!@[#7,O,S!D1])"
    + "&!$([#7,O,S!D1]-!@[CD3]=[N,O,S])&!$([CD3](=[N+])-!@[#7!D1])"
    + "&!$([#7!D1]-!@[CD3]=[N+])]-,:;!@[!$(*#*)&!D1&!$(C(F)(F)F)&!$(C(Cl)(Cl)Cl)"
    + "&!$(C(Br)(Br)Br)&!$(C([CH3])([CH3])[CH3])]")

extension PerceivedMolecule {
  /// Indices of the rotatable bonds by RDKit's strict definition, ascending.
  public var rotatableBonds: [Int32] { rotatableBonds(MatchTarget(self)) }

  func rotatableBonds(_ target: MatchTarget) -> [Int32] {
    let ends = strictRotatableBond.flatMatches(in: target)
    var isRotatable = [Bool](repeating: false, count: graph.bondCount)
    for place in stride(from: 0, to: ends.count, by: 2) {
      if let bond = graph.bond(between: ends[place], and: ends[place + 1]) {
        isRotatable[Int(bond)] = true
      }
    }
    return isRotatable.indices.filter { isRotatable[$0] }.map { Int32($0) }
  }
}
