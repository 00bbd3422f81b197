import Docking
import Perception

/// Two molecules of one target compared: who wins, by how much, and what the margin consists of.
///
/// The two orders of the same pair give the same winner and the same shares with opposite signs.
public struct Comparison: Sendable, Hashable {
  public enum Verdict: String, Sendable {
    case first, second, tie
  }
  /// Share of the margin, in units of the objective; positive speaks for the first.
  public struct Share: Sendable, Hashable {
    /// `"docking"`, a QED property, as `"MW"`, or another term of the objective.
    public let name: String
    /// As said in a sentence.
    public let label: String
    public let decimals: Int
    public let first: Double
    public let second: Double
    public let share: Double
    public let kind: Judgement.Kind
  }

  public let first: String
  public let second: String
  public let verdict: Verdict
  /// Objective of the first less that of the second.
  public let margin: Double
  /// The terms of the objective, QED's properties for QED; they sum to the margin.
  public let shares: [Share]
  /// Contacts with residues that only one of the two makes in its best pose.
  public let onlyFirst: [Contact]
  public let onlySecond: [Contact]
  /// The one group in which the two differ; nil where they differ in more.
  public let exchange: Exchange?

  /// Groups as SMILES, the cut bond at `*`, with their atoms in each molecule.
  public struct Exchange: Sendable, Hashable {
    public let first: String
    public let second: String
    public let firstAtoms: [Int32]
    public let secondAtoms: [Int32]
  }

  /// Objectives nearer than this are equal: engines print scores with three decimals.
  public static let resolution = 0.0005

  public init(_ first: Findings, _ second: Findings) {
    self.first = first.smiles
    self.second = second.smiles
    margin = first.objective - second.objective
    verdict = margin > Self.resolution ? .first : margin < -Self.resolution ? .second : .tie
    shares = zip(first.judgement.terms, second.judgement.terms).flatMap { one, other in
      let share = one.contribution - other.contribution
      return one.name == Objective.qedName
        ? Self.qedShares(first.drugLikeness, second.drugLikeness, of: share, weight: one.weight)
        : [
          Share(
            name: one.name, label: one.label, decimals: one.decimals, first: one.value,
            second: other.value, share: share, kind: one.kind)
        ]
    }
    onlyFirst = Self.contacts(of: first, notIn: second)
    onlySecond = Self.contacts(of: second, notIn: first)
    exchange = Self.exchange(first.molecule, second.molecule)
  }

  /// QED is a geometric mean, so its difference is shared out by the differences of the logarithms:
  /// each part gets its share of ln QED₁ − ln QED₂. Where that is 0 the parts may still differ.
  private static func qedShares(
    _ first: DrugLikeness, _ second: DrugLikeness, of difference: Double, weight: Double
  ) -> [Share] {
    let logGap = first.logTerms.reduce(0, +) - second.logTerms.reduce(0, +)
    let scale = abs(logGap) > 1e-9 ? difference / logGap : weight * first.score
    return first.parts.indices.map { i in
      let property = first.parts[i].property
      return Share(
        name: property, label: DrugLikenessFindings.words(property),
        decimals: Self.counts.contains(property) ? 0 : 2, first: first.parts[i].value,
        second: second.parts[i].value, share: scale * (first.logTerms[i] - second.logTerms[i]),
        kind: .property)
    }
  }

  private static let counts: Set = ["HBA", "HBD", "ROTB", "AROM", "ALERTS"]

  /// The smallest groups whose exchange makes one molecule of the other.
  private static func exchange(
    _ first: PerceivedMolecule, _ second: PerceivedMolecule
  ) -> Exchange? {
    let cuts = (MatchedCut.all(of: first), MatchedCut.all(of: second))
    let size = { (exchange: Exchange) in exchange.firstAtoms.count + exchange.secondAtoms.count }
    var best: Exchange?
    func offer(_ one: Exchange) {
      let isBetter =
        best.map {
          (size(one), one.first + one.second) < (size($0), $0.first + $0.second)
        } ?? true
      if isBetter { best = one }
    }
    for one in cuts.0 {
      for other in cuts.1 where one.constant == other.constant && one.variable != other.variable {
        offer(
          Exchange(
            first: one.variable, second: other.variable, firstAtoms: one.atoms,
            secondAtoms: other.atoms))
      }
    }
    let whole = (first.canonicalSMILES, second.canonicalSMILES)
    let hydrogen = TriedMolecules.hydrogen
    for one in cuts.0 where one.capped == whole.1 {
      offer(
        Exchange(
          first: one.variable, second: hydrogen, firstAtoms: one.atoms, secondAtoms: []))
    }
    for other in cuts.1 where other.capped == whole.0 {
      offer(
        Exchange(
          first: hydrogen, second: other.variable, firstAtoms: [], secondAtoms: other.atoms))
    }
    return best
  }

  private static func contacts(of one: Findings, notIn other: Findings) -> [Contact] {
    one.contacts.filter { contact in
      !other.contacts.contains {
        $0.kind == contact.kind && $0.residue == contact.residue
      }
    }
  }

  /// The shares by size, largest first; of equals the first in `shares`.
  public var sharesBySize: [Share] {
    shares.enumerated().sorted { left, right in
      abs(left.element.share) != abs(right.element.share)
        ? abs(left.element.share) > abs(right.element.share) : left.offset < right.offset
    }.map(\.element)
  }
}
