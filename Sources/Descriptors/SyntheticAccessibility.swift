import MoleculeGraph
import Perception

#if canImport(Glibc)
  import Glibc
#endif

/// Synthetic accessibility score, 1 (easy) to 10 (hard).
///
/// Ertl and Schuffenhauer, J. Cheminf. 1, 8 (2009), with the changes of RDKit's scorer: the
/// macrocycle penalty does not grow with their number, and symmetry lowers the score.
struct SyntheticAccessibility {
  let score: Double

  init(_ context: DescriptorContext) {
    let molecule = context.molecule
    let fingerprint = context.morgan
    let atomCount = Double(molecule.atomCount)
    guard molecule.atomCount > 0 else {
      score = 1
      return
    }
    var contribution = 0.0
    var fragments = 0
    for (identifier, count) in zip(fingerprint.identifiers, fingerprint.counts) {
      contribution += FragmentScores.contribution(of: identifier) * Double(count)
      fragments += count
    }
    contribution /= Double(fragments)
    let complexity = SyntheticAccessibility.complexity(context)
    let distinct = Double(fingerprint.identifiers.count)
    let symmetry = atomCount > distinct ? log(atomCount / distinct) / 2 : 0
    let raw = contribution - complexity + symmetry
    score = SyntheticAccessibility.scaled(raw)
  }

  private static func complexity(_ context: DescriptorContext) -> Double {
    SyntheticComplexity.terms(context).reduce(0) { $0 + $1.value }
  }

  /// From the raw range of -4 … 2.5 to 10 … 1, with the hard end smoothed.
  private static func scaled(_ raw: Double) -> Double {
    var score = 11 - (raw + 5) / 6.5 * 9
    if score > 8 { score = 8 + log(score - 8) }
    return min(10, max(1, score))
  }
}

extension PerceivedMolecule {
  /// Synthetic accessibility score, 1 (easy) to 10 (hard).
  public var syntheticAccessibility: Double {
    SyntheticAccessibility(DescriptorContext(self)).score
  }
}
