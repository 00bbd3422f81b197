import MoleculeGraph
import Perception
import SMARTS

/// The amines of a molecule.
///
/// An amine is a nitrogen with three or four single bonds, bonded only to hydrogen, sp3 carbon or
/// aromatic carbon; its class is its number of carbons.
public struct Amines: Sendable, Hashable {
  public let primary: [Int32]
  public let secondary: [Int32]
  public let tertiary: [Int32]
  /// The amines without an aromatic neighbor, and one nitrogen for each amidine or guanidine.
  public let basic: [Int32]

  /// The doubly bonded nitrogen, the carbon and another nitrogen. Amidoximes, cyano-, acyl- and
  /// sulfonylimines are not basic, and esters of imidic acids are not amidines.
  private static let amidine = SMARTSPattern(
    builtIn: "[NX2+0,NX3+1;A;!$(N-[!#6;!#1]);!$(N-C=[O,S]);!$(N-C#N)]"
      + "=[CX3;A;!$(C-[O,S])]-[NX3+0;A;!$(N-[!#6;!#1]);!$(N-C=[O,S]);!$(N-C#N)]")

  init(_ context: DescriptorContext) {
    let molecule = context.molecule
    var classes = [[Int32]](repeating: [], count: 5)
    var basic: Set<Int32> = []
    for atom in Int32(0)..<Int32(molecule.atomCount) {
      guard let amine = AmineNitrogen(molecule, atom: atom) else { continue }
      classes[amine.carbons].append(atom)
      if amine.carbons < 4 && !amine.isAromatic { basic.insert(atom) }
    }
    var amidineCarbons: Set<Int32> = []
    for match in Amines.amidine.matches(in: context.target, unique: false)
    where amidineCarbons.insert(match[1]).inserted {
      basic.insert(match[0])
    }
    primary = classes[1]
    secondary = classes[2]
    tertiary = classes[3]
    self.basic = basic.sorted()
  }
}

private struct AmineNitrogen {
  var carbons = 0
  var isAromatic = false

  /// Nil where the atom is not an amine nitrogen.
  init?(_ molecule: PerceivedMolecule, atom: Int32) {
    let nitrogen = molecule.atoms[Int(atom)]
    guard nitrogen.element == .nitrogen, !nitrogen.isAromatic else { return nil }
    let bondCount = molecule.graph.degree(of: atom) + Int(molecule.hydrogens[Int(atom)])
    guard bondCount == 3 || bondCount == 4 else { return nil }
    for index in molecule.graph.bonds(of: atom) {
      let bond = molecule.bonds[Int(index)]
      guard bond.order == .single else { return nil }
      let neighbor = bond.other(atom)
      let other = molecule.atoms[Int(neighbor)]
      if other.element == .hydrogen { continue }
      let isSaturated = molecule.hybridization[Int(neighbor)] == .sp3
      guard other.element == .carbon, other.isAromatic || isSaturated else { return nil }
      carbons += 1
      if other.isAromatic { isAromatic = true }
    }
  }
}

extension PerceivedMolecule {
  public var amines: Amines { DescriptorContext(self).amines }
}
