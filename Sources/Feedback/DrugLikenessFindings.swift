import Descriptors
import MoleculeGraph
import Perception

/// Turns what changing QED's properties would bring into statements: the most first.
struct DrugLikenessFindings {
  let writer: StatementWriter
  let molecule: PerceivedMolecule
  let drugLikeness: DrugLikeness
  /// What QED counts in the objective.
  let weight: Double
  /// Atoms that hold key residues, and which.
  let held: [Int32: String]

  /// Changes that bring less than this of QED are not worth a word.
  private static let smallestGain = 0.01

  func statements() -> [Statement] {
    let open = drugLikeness.byGain.filter { $0.gain >= Self.smallestGain }
    guard !open.isEmpty else { return [nothingOpen()] }
    return open.prefix(3).enumerated().map { place, part in statement(part, isFirst: place == 0) }
  }

  private func nothingOpen() -> Statement {
    writer.statement(
      .drugLikeness, 0.05,
      "QED is \(drugLikeness.score.fixed(3)), and no single property can raise it by "
        + "\(Self.smallestGain.fixed(2)).",
      evidence: [.init("qed", drugLikeness.score)],
      implication: "Drug-likeness is at its best here: what docks better wins.")
  }

  private func statement(_ part: DrugLikeness.Part, isFirst: Bool) -> Statement {
    let advice = Self.advice(part)
    let words = Self.words(part.property)
    let lead =
      isFirst
      ? "Of QED's parts that can be improved, \(words) costs most"
      : "\(words.prefix(1).uppercased())\(words.dropFirst()) costs QED too"
    return writer.statement(
      .drugLikeness, min(1, part.gain * max(weight, Self.leastWeight) / 2),
      "\(lead): from \(Self.value(part, part.value)) to \(Self.value(part, part.best)) QED rises by "
        + "\(part.gain.fixed(3))\(share(part))\(Self.step(part)).",
      evidence: [
        .init("value", part.value), .init("desirability", part.desirability),
        .init("qed_loss", part.loss), .init("best_value", part.best), .init("qed_gain", part.gain),
      ] + (part.stepGain.map { [.init("qed_gain_of_one_step", $0)] } ?? []),
      atoms: atoms(part), implication: advice.words + exception(atoms(part)),
      suggestion: advice.suggestion)
  }

  /// `" But atoms 0 2 hold Asp121 (Asp138)."`; empty where none of the atoms holds a residue.
  private func exception(_ atoms: [Int32]) -> String {
    let holders = Dictionary(grouping: atoms.filter { held[$0] != nil }) { held[$0] ?? "" }
    let words = holders.sorted { ($0.value[0], $0.key) < ($1.value[0], $1.key) }.map {
      label, atoms in
      let isOne = atoms.count == 1
      return "atom\(isOne ? "" : "s") \(atoms.map(String.init).joined(separator: " ")) "
        + "hold\(isOne ? "s" : "") \(label)"
    }
    return words.isEmpty ? "" : " But \(words.joined(separator: ", "))."
  }

  /// An objective without QED still wants a drug: by this weight statements are as strong as other
  /// asides.
  private static let leastWeight = 2.0

  private func share(_ part: DrugLikeness.Part) -> String {
    weight > 0 ? " (\((part.gain * weight).fixed(2)) of the objective)" : ""
  }

  /// What the first step brings, where there is more than one.
  private static func step(_ part: DrugLikeness.Part) -> String {
    guard let gain = part.stepGain, abs(part.value - part.best) > 1 else { return "" }
    return ", the first step by \(gain.fixed(3))"
  }

  private static func value(_ part: DrugLikeness.Part, _ value: Double) -> String {
    switch part.property {
    case "MW": value.fixed(0) + " g/mol"
    case "ALOGP": value.fixed(2)
    case "PSA": value.fixed(0) + " Å²"
    default: value.fixed(0)
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
      (
        "Replace one of these, the most lipophilic atoms, by a polar one.",
        .init(.change, wanted: .lowerLogP)
      )
    case ("HBA", .low), ("PSA", .low): ("Add an acceptor.", .init(.grow, wanted: .acceptor))
    case ("HBA", .high): ("Remove or replace an acceptor.", .init(.change, wanted: .fewerAcceptors))
    case ("HBD", .low): ("Add a donor.", .init(.grow, wanted: .donor))
    case ("HBD", .high): ("Mask or remove a donor.", .init(.change, wanted: .fewerDonors))
    case ("PSA", .high): ("Remove or mask a polar group.", .init(.change, wanted: .lowerPolarity))
    case ("ROTB", .low):
      (
        "A flexible group may be added; what it turns about divides the docking score by more.",
        .init(.grow, wanted: .higherWeight)
      )
    case ("ROTB", .high):
      ("Close a ring or shorten a chain.", .init(.change, wanted: .fewerRotors))
    case ("AROM", .low): ("Add an aromatic ring.", .init(.grow, wanted: .aromaticRing))
    case ("AROM", .high):
      ("Remove or saturate an aromatic ring.", .init(.change, wanted: .fewerAromaticRings))
    case ("ALERTS", .high):
      ("Remove the groups that raise alerts.", .init(.remove, wanted: .noAlert))
    default: ("", nil)
    }
  }

  /// The atoms behind a value that is too high.
  private func atoms(_ part: DrugLikeness.Part) -> [Int32] {
    guard part.side == .high else { return [] }
    let all = Int32(0)..<Int32(molecule.atomCount)
    switch part.property {
    case "ALERTS": return Set(drugLikeness.alertAtoms.flatMap(\.self)).sorted()
    case "ALOGP": return molecule.mostLipophilicAtoms
    case "HBD": return molecule.hydrogenBondDonorAtoms.sorted()
    case "HBA": return molecule.hydrogenBondAcceptorAtoms.sorted()
    case "PSA": return all.filter { isPolar($0) }
    case "AROM": return all.filter { molecule.atoms[Int($0)].isAromatic }
    case "ROTB":
      let bonds = molecule.rotatableBonds.map { molecule.bonds[Int($0)] }
      return Set(bonds.flatMap { [$0.begin, $0.end] }).sorted()
    default: return []
    }
  }

  private func isPolar(_ atom: Int32) -> Bool {
    writer.view.element(atom) == .nitrogen || writer.view.element(atom) == .oxygen
  }
}

extension PerceivedMolecule {
  /// Up to six atoms that raise Crippen's logP most, in ascending order.
  var mostLipophilicAtoms: [Int32] {
    let shares = crippen.logPByAtom
    let dearest = shares.indices.filter { shares[$0] > 0.15 }
      .sorted { (shares[$1], $0) < (shares[$0], $1) }
    return dearest.prefix(6).map { Int32($0) }.sorted()
  }
}

extension DrugLikeness {
  /// What the most improvable parts of QED ask for, the most first.
  package func statements(about molecule: PerceivedMolecule) -> [Statement] {
    DrugLikenessFindings(
      writer: StatementWriter(molecule), molecule: molecule, drugLikeness: self,
      weight: Objective.standard.qedWeight, held: [:]
    ).statements()
  }
}
