import MoleculeGraph
import Perception
import SMARTS

#if canImport(Glibc)
  import Glibc
#endif

/// Patterns and functions of QED (Bickerton et al., Nature Chemistry 4, 90, 2012), as distributed
/// with RDKit (BSD-3-Clause).
enum QEDDefinition {
  private static let alertRows = tableRows(qedAlertTable)
  static let alerts = PatternSet(builtIn: alertRows.map { $0[0] })
  static let alertNames = alertRows.map { $0[1] }

  static let acceptors = PatternSet(builtIn: [
    "[oH0;X2]", "[OH1;X2;v2]", "[OH0;X2;v2]", "[OH0;X1;v2]", "[O-;X1]", "[SH0;X2;v2]",
    "[SH0;X1;v2]", "[S-;X1]", "[nH0;X2]", "[NH0;X1;v3]", "[$([N;+0;X3;v3]);!$(N[C,S]=O)]",
  ])

  private static let aliphaticRingAtom = SMARTSPattern(builtIn: "[$([A;R][!a])]")

  /// Rings left after the ring atoms with an aliphatic neighbor are deleted.
  ///
  /// The size of a smallest set of rings is the cyclomatic number: bonds − atoms + components.
  static func aromaticRings(_ context: DescriptorContext) -> Int {
    let graph = context.molecule.graph
    // -1 for deleted atoms, elsewhere the root of the atom's component so far.
    var root = (0..<graph.atomCount).map { $0 }
    for atom in aliphaticRingAtom.atoms(in: context.target) { root[Int(atom)] = -1 }
    func find(_ atom: Int) -> Int {
      var atom = atom
      while root[atom] != atom {
        root[atom] = root[root[atom]]
        atom = root[atom]
      }
      return atom
    }
    var rings = 0
    for bond in graph.bonds
    where bond.order != .dative && root[Int(bond.begin)] >= 0 && root[Int(bond.end)] >= 0 {
      let (first, second) = (find(Int(bond.begin)), find(Int(bond.end)))
      if first == second { rings += 1 } else { root[first] = second }
    }
    return rings
  }

  /// An asymmetric double sigmoid, scaled to a maximum of 1.
  struct Desirability: Sendable {
    let property: QEDProperty
    let a, b, c, d, e, f, maximum: Double
    let weight: Double

    init(
      _ property: QEDProperty, _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double,
      _ f: Double, maximum: Double, weight: Double
    ) {
      self.property = property
      (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
      self.maximum = maximum
      self.weight = weight
    }

    func callAsFunction(_ value: Double) -> Double {
      let rise = 1 + exp(-(value - c + d / 2) / e)
      let fall = 1 + exp(-(value - c - d / 2) / f)
      return (a + b / rise * (1 - 1 / fall)) / maximum
    }
  }

  /// Parameters and mean weights of the paper's supplement.
  static let desirabilities = [
    Desirability(
      .mw, 2.817065973, 392.5754953, 290.7489764, 2.419764353, 49.22325677, 65.37051707,
      maximum: 104.9805561, weight: 0.66),
    Desirability(
      .alogp, 3.172690585, 137.8624751, 2.534937431, 4.581497897, 0.822739154, 0.576295591,
      maximum: 131.3186604, weight: 0.46),
    Desirability(
      .hba, 2.948620388, 160.4605972, 3.615294657, 4.435986202, 0.290141953, 1.300669958,
      maximum: 148.7763046, weight: 0.05),
    Desirability(
      .hbd, 1.618662227, 1010.051101, 0.985094388, 1e-9, 0.713820843, 0.920922555,
      maximum: 258.1632616, weight: 0.61),
    Desirability(
      .psa, 1.876861559, 125.2232657, 62.90773554, 87.83366614, 12.01999824, 28.51324732,
      maximum: 104.5686167, weight: 0.06),
    Desirability(
      .rotb, 0.01, 272.4121427, 2.55837997, 1.565547684, 1.271567166, 2.758063707,
      maximum: 105.4420403, weight: 0.65),
    Desirability(
      .arom, 3.21778897, 957.7374108, 2.274627939, 1e-9, 1.317690384, 0.375760881,
      maximum: 312.337261, weight: 0.48),
    Desirability(
      .alerts, 0.01, 1199.094025, -0.09002883, 1e-9, 0.185904477, 0.875193782,
      maximum: 417.725314, weight: 0.95),
  ]
}
