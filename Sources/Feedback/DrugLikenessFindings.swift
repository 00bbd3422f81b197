import Descriptors
import MoleculeGraph
import Perception

/// Turns what QED's properties cost into statements: the dearest first.
struct DrugLikenessFindings {
  let writer: StatementWriter
  let molecule: PerceivedMolecule
  let drugLikeness: DrugLikeness

  /// Parts that cost less than this of QED are not worth a word.
  private static let smallestLoss = 0.01

  func statements() -> [Statement] {
    let dear = drugLikeness.byLoss.enumerated().filter { place, part in
      part.loss >= Self.smallestLoss && (place == 0 || part.side != .good)
    }
    return dear.prefix(3).map { place, part in statement(part, isDearest: place == 0) }
  }

  private func statement(_ part: DrugLikeness.Part, isDearest: Bool) -> Statement {
    let advice = Self.advice(part)
    let lead =
      isDearest
      ? "Of QED's parts \(Self.words(part.property)) costs most"
      : "\(Self.words(part.property).prefix(1).uppercased())\(Self.words(part.property).dropFirst()) costs QED too"
    let range = DrugLikeness.likedRange(part.property)
    let liked = range.map { Self.liked($0) } ?? ""
    return writer.statement(
      .drugLikeness, min(1, part.loss * 10 / 2),
      "\(lead): at \(Self.value(part)) it takes \(part.loss.fixed(3)) of QED "
        + "(\((part.loss * 10).fixed(2)) of the objective)\(liked).",
      evidence: [
        .init("value", part.value), .init("desirability", part.desirability),
        .init("qed_loss", part.loss),
      ], atoms: atoms(part), implication: advice.words,
      suggestion: advice.suggestion)
  }

  private static func liked(_ range: ClosedRange<Double>) -> String {
    range.lowerBound == range.upperBound
      ? "; the best value is \(range.lowerBound.fixed(0))"
      : "; values from \(short(range.lowerBound)) to \(short(range.upperBound)) cost little"
  }

  private static func short(_ value: Double) -> String {
    value == value.rounded() ? value.fixed(0) : value.fixed(1)
  }

  private static func value(_ part: DrugLikeness.Part) -> String {
    switch part.property {
    case "MW": part.value.fixed(1) + " g/mol"
    case "ALOGP": part.value.fixed(2)
    case "PSA": part.value.fixed(1) + " Å²"
    default: part.value.fixed(0)
    }
  }

  static func words(_ property: String) -> String {
    switch property {
    case "MW": "molecular weight"
    case "ALOGP": "logP"
    case "HBA": "the number of acceptors"
    case "HBD": "the number of donors"
    case "PSA": "polar surface"
    case "ROTB": "the number of rotatable bonds"
    case "AROM": "the number of aromatic rings"
    case "ALERTS": "the number of structural alerts"
    default: property
    }
  }

  private static func advice(
    _ part: DrugLikeness.Part
  ) -> (words: String, suggestion: Statement.Suggestion?) {
    switch (part.property, part.side) {
    case ("MW", .low): ("Grow the molecule.", .init(.grow, wanted: .higherWeight))
    case ("MW", .high): ("Cut what does not bind.", .init(.shrink, wanted: .lowerWeight))
    case ("ALOGP", .low):
      ("Add a lipophilic group or mask a polar one.", .init(.grow, wanted: .higherLogP))
    case ("ALOGP", .high):
      ("Replace a lipophilic group by a polar one.", .init(.change, wanted: .lowerLogP))
    case ("HBA", .low), ("PSA", .low): ("Add an acceptor.", .init(.grow, wanted: .acceptor))
    case ("HBA", .high): ("Remove or replace an acceptor.", .init(.change, wanted: .fewerAcceptors))
    case ("HBD", .low): ("Add a donor.", .init(.grow, wanted: .donor))
    case ("HBD", .high): ("Mask or remove a donor.", .init(.change, wanted: .fewerDonors))
    case ("PSA", .high): ("Remove or mask a polar group.", .init(.change, wanted: .lowerPolarity))
    case ("ROTB", .high):
      ("Close a ring or shorten a chain.", .init(.change, wanted: .fewerRotors))
    case ("AROM", .low): ("Add an aromatic ring.", .init(.grow, wanted: .aromaticRing))
    case ("AROM", .high):
      ("Remove or saturate an aromatic ring.", .init(.change, wanted: .fewerAromaticRings))
    case ("ALERTS", .high):
      ("Remove the groups that raise alerts.", .init(.remove, wanted: .noAlert))
    default: ("Nothing to mend first here; the value is near the best.", nil)
    }
  }

  /// The atoms behind a value, where it has any.
  private func atoms(_ part: DrugLikeness.Part) -> [Int32] {
    let all = Int32(0)..<Int32(molecule.atomCount)
    let view = writer.view
    switch (part.property, part.side) {
    case ("ALERTS", _): return Set(drugLikeness.alertAtoms.flatMap(\.self)).sorted()
    case ("ALOGP", .high):
      let shares = molecule.crippen.logPByAtom
      return all.filter { Int($0) < shares.count && shares[Int($0)] > 0.3 }
    case ("HBD", .high):
      return all.filter { isPolar($0, view) && molecule.hydrogens[Int($0)] > 0 }
    case ("HBA", .high), ("PSA", .high): return all.filter { isPolar($0, view) }
    case ("AROM", .high): return all.filter { molecule.atoms[Int($0)].isAromatic }
    default: return []
    }
  }

  private func isPolar(_ atom: Int32, _ view: MoleculeView) -> Bool {
    view.element(atom) == .nitrogen || view.element(atom) == .oxygen
  }
}

extension DrugLikeness {
  /// What the dearest parts of QED ask for, dearest first.
  package func statements(about molecule: PerceivedMolecule) -> [Statement] {
    DrugLikenessFindings(
      writer: StatementWriter(molecule), molecule: molecule, drugLikeness: self
    ).statements()
  }
}
