import Docking
import MoleculeGraph
import Perception
import Targets

/// Turns the readings of key residues into statements.
struct KeyResidueFindings {
  let writer: StatementWriter
  let readings: [KeyResidueReading]

  /// One statement for each residue, and one for all those that the best pose is too far from.
  func statements() -> [Statement] {
    let far = readings.filter(Self.isOutOfReach)
    guard far.count > 1 else { return readings.map(statement) }
    return readings.filter { !Self.isOutOfReach($0) }.map(statement) + [outOfReach(far)]
  }

  /// Farther than this no chain that is made longer brings a charge, Å; chosen: six atoms.
  private static let reachOfChain = 10.0

  /// Farther than this from the pose nothing that is added reaches a residue, Å.
  private static let reach = 8.0

  /// A residue that no mode meets and that no atom of the best pose that can grow is near; a salt
  /// bridge is always worth a word of its own.
  private static func isOutOfReach(_ reading: KeyResidueReading) -> Bool {
    guard !reading.isMet, reading.lowerMode == nil, reading.key.role != .saltBridge else {
      return false
    }
    return min(reading.distance ?? .infinity, reading.nearestGrowth?.distance ?? .infinity) > reach
  }

  private func outOfReach(_ readings: [KeyResidueReading]) -> Statement {
    let nearest = readings.compactMap(\.distance).min()
    let names = readings.map(\.key.label).joined(separator: ", ")
    return writer.statement(
      .contactMissed, 0.4 + 0.05 * Double(min(6, readings.count)),
      "No pose meets \(names); in the best pose no atom that could meet them or grow is within "
        + "\(Self.reach.fixed(0)) Å of any.",
      evidence: [.init("residues", Double(readings.count))]
        + (nearest.map { [.init("distance", $0)] } ?? []),
      implication: "This pose lies in another part of the site: no added group reaches them, only "
        + "another shape that docks deeper would.")
  }

  private func statement(_ reading: KeyResidueReading) -> Statement {
    if let contact = reading.contacts.first, reading.isMet { return met(reading, contact) }
    if let lower = reading.lowerMode { return inLowerMode(reading, lower) }
    return missed(reading)
  }

  private func met(_ reading: KeyResidueReading, _ contact: Contact) -> Statement {
    let label = reading.key.label
    let extra = Self.others(reading.contacts.dropFirst(), than: contact)
    // Carbons beside a residue are many, and each can go; what is directed cannot.
    let alike = reading.contacts.filter {
      $0 == contact || ($0.kind == contact.kind && contact.kind != .hydrophobic)
    }
    let distances = alike.map { $0.distance.fixed(1) }.joined(separator: " and ")
    return writer.statement(
      .contactMet, Self.weight(reading.key.role),
      "The best pose meets \(label) with \(contact.kind.wordsWithArticle)"
        + "\(alike.count > 1 ? ", \(alike.count) times" : "") (\(distances) Å)\(extra).",
      evidence: Self.evidence(contact), atoms: Set(alike.flatMap(\.atoms)).sorted(),
      implication: "Keep these atoms: the \(contact.kind.words) with "
        + "\(label) rests on them.",
      suggestion: .init(.keep))
  }

  private func inLowerMode(
    _ reading: KeyResidueReading, _ lower: KeyResidueReading.LowerMode
  ) -> Statement {
    let label = reading.key.label
    let above = lower.energyAbove.fixed(1)
    // The group is there already: asking for it again would bring a second one.
    let isCharge = reading.key.role == .saltBridge
    return writer.statement(
      .contactInLowerMode, 0.8 * Self.weight(reading.key.role),
      "The best pose does not meet \(label) as its role asks\(Self.nearest(reading)); mode "
        + "\(lower.mode) does, with "
        + "\(lower.contact.kind.wordsWithArticle) (\(lower.contact.distance.fixed(1)) Å), "
        + "\(above) kcal/mol above mode 1.",
      evidence: Self.missedEvidence(reading) + [
        .init("mode", Double(lower.mode)), .init("mode_distance", lower.contact.distance),
        .init("energy_above_mode_1", lower.energyAbove),
      ], atoms: lower.contact.atoms,
      implication: "The contact is within reach but another pose scores better; groups that favor "
        + "mode \(lower.mode) would bring it forward.",
      suggestion: .init(.change, wanted: isCharge ? nil : Self.wanted(reading)))
  }

  private func missed(_ reading: KeyResidueReading) -> Statement {
    if !reading.partners.isEmpty, reading.key.role == .saltBridge {
      return reading.rival.map { held(reading, by: $0) } ?? strayed(reading)
    }
    if let atom = Self.turnedAway(reading) { return turnedAway(reading, atom) }
    let label = reading.key.label
    let purpose = Self.purpose(reading.key.role)
    let place = Self.growth(reading)
    guard reading.partners.isEmpty, let lacking = Self.lacking(reading.key) else {
      return writer.statement(
        .contactMissed, Self.weight(reading.key.role),
        "No pose meets \(label) as its role asks\(Self.nearest(reading)).",
        evidence: Self.missedEvidence(reading) + place.evidence, atoms: place.atoms,
        implication: "\(Self.capitalized(purpose)) with \(label) is not made; \(place.words).",
        suggestion: .init(.grow, wanted: Self.wanted(reading)))
    }
    return writer.statement(
      .contactMissed, Self.weight(reading.key.role),
      "The molecule has no \(lacking), so it cannot make \(purpose) with \(label)"
        + (reading.distance.map { "; its nearest atom is \($0.fixed(1)) Å away" } ?? "") + ".",
      evidence: Self.missedEvidence(reading) + place.evidence, atoms: place.atoms,
      implication:
        "Add \(lacking.first == "a" ? "an" : "a") \(lacking) on the side of \(label): \(place.words).",
      suggestion: .init(.grow, wanted: Self.wanted(reading)))
  }

  /// A polar atom that is as near to the residue as a hydrogen bond needs, but makes none.
  private static func turnedAway(_ reading: KeyResidueReading) -> Int32? {
    guard reading.key.role == .hydrogenBond,
      let distance = reading.distance, distance <= InteractionRules.hydrogenBondDistance
    else { return nil }
    return reading.nearestPartner
  }

  private func turnedAway(_ reading: KeyResidueReading, _ atom: Int32) -> Statement {
    let label = reading.key.label
    let isThere = reading.isCounterpartThere
    let counterpart = reading.counterpart == .donor ? "a donor" : "an acceptor"
    let holder = isThere ? nil : readings.heldAtoms[atom]
    let advice =
      isThere
      ? "The distance is right and the atom is one that the residue takes, but the direction is "
        + "not: turn the group."
      : "The distance is right, but the residue needs \(counterpart), which the atom is not: "
        + (holder.map { "it holds \($0), so one beside it would have to be added." }
          ?? "put one in its place.")
    return writer.statement(
      .contactMissed, Self.weight(reading.key.role),
      "No pose meets \(label) with a hydrogen bond, although polar atom \(atom) is "
        + "\((reading.distance ?? 0).fixed(1)) Å away in the best pose.",
      evidence: Self.missedEvidence(reading), atoms: [atom], implication: advice,
      suggestion: holder == nil ? .init(.change, wanted: isThere ? nil : Self.wanted(reading)) : nil
    )
  }

  /// Each charged group meets another residue: moving it would give that contact up.
  private func held(_ reading: KeyResidueReading, by rival: String) -> Statement {
    let label = reading.key.label
    let group = chargedGroup(reading)
    let place = Self.growth(reading)
    return writer.statement(
      .contactMissed, Self.weightOfSecondCharge,
      "The molecule's \(group) is held by \(rival), so that \(label)"
        + (reading.distance.map { ", \($0.fixed(1)) Å away," } ?? "") + " is without one.",
      evidence: Self.missedEvidence(reading) + place.evidence, atoms: place.atoms,
      implication:
        "Keep the \(group) where it is; only a second one would meet \(label) as well, at "
        + "the price of another charge: \(place.words).",
      suggestion: .init(.grow, wanted: Self.wanted(reading)))
  }

  /// A charged group is there, but no pose brings it to the residue: it should move, not be added.
  private func strayed(_ reading: KeyResidueReading) -> Statement {
    let label = reading.key.label
    let group = chargedGroup(reading)
    let place = reading.distance.map { " lies \($0.fixed(1)) Å from \(label) in the best pose" }
    let closest = reading.closestApproach.map { approach in
      approach.mode == 1
        ? ", and no mode brings it nearer"
        : ", and no mode brings it to the residue: the nearest is \(approach.distance.fixed(1)) Å "
          + "in mode \(approach.mode)"
    }
    return writer.statement(
      .contactMissed, Self.weight(reading.key.role),
      "The molecule's \(group)\(place ?? " does not meet \(label)")\(closest ?? "").",
      evidence: Self.missedEvidence(reading)
        + (reading.closestApproach.map {
          [.init("closest_mode", Double($0.mode)), .init("closest_distance", $0.distance)]
        } ?? []), atoms: reading.partners,
      implication: Self.moving(reading, group), suggestion: .init(.change))
  }

  private static func moving(_ reading: KeyResidueReading, _ group: String) -> String {
    let label = reading.key.label
    let from = reading.distance ?? .infinity
    if let growth = reading.nearestGrowth, growth.distance + 1.5 < from,
      !reading.partners.contains(growth.atom)
    {
      return "Move the \(group) toward \(label): atom \(growth.atom), "
        + "\(growth.distance.fixed(1)) Å away, is nearer to it and can carry it; a second one is "
        + "not needed."
    }
    guard from <= Self.reachOfChain else {
      return
        "The \(group) lies far from \(label): put it elsewhere on the molecule; a second one is "
        + "not needed."
    }
    // A bond of a stretched chain brings a group some 1.25 Å onward; a salt bridge is 3 Å long.
    let links = max(1, Int((from - 3) / 1.25))
    return "The \(group) is near but does not reach: lengthen the chain that holds it "
      + "by about \(links) atom\(links == 1 ? "" : "s"), or shift the rest toward \(label); a "
      + "second one is not needed."
  }

  /// What the charge is that could meet the residue, in a chemist's word.
  private func chargedGroup(_ reading: KeyResidueReading) -> String {
    guard reading.key.wantedCharge > 0 else { return "charged acid" }
    let nitrogens = Set(reading.partners.filter { writer.view.element($0) == .nitrogen })
    let centers = nitrogens.flatMap { writer.view.neighbors($0) }
    let shared =
      centers.map { center in
        writer.view.neighbors(center).count { nitrogens.contains($0) }
      }.max() ?? 0
    return shared > 2 ? "charged guanidine" : shared > 1 ? "charged amidine" : "charged amine"
  }

  /// Which atoms can carry a group toward the residue, in words that end a sentence.
  private static func growth(
    _ reading: KeyResidueReading
  ) -> (atoms: [Int32], evidence: [Statement.Evidence], words: String) {
    let atoms = reading.growthAtoms.map(\.atom)
    let evidence = (reading.growthAtoms.first ?? reading.nearestGrowth).map {
      [Statement.Evidence("growth_distance", $0.distance)]
    }
    guard atoms.isEmpty else {
      let names = atoms.map(String.init).joined(separator: ", ")
      return (
        atoms, evidence ?? [],
        atoms.count == 1
          ? "atom \(names) has a hydrogen that points there and can carry the group"
          : "atoms \(names) have hydrogens that point there and can carry the group"
      )
    }
    guard let nearest = reading.nearestGrowth else {
      return ([], [], "no atom has a hydrogen that another group could replace")
    }
    return (
      [nearest.atom], evidence ?? [],
      "no hydrogen within reach points there; the nearest atom that can grow is atom "
        + "\(nearest.atom), \(nearest.distance.fixed(1)) Å away"
    )
  }

  private static func others(_ contacts: ArraySlice<Contact>, than first: Contact) -> String {
    var seen: [Contact.Kind] = [first.kind]
    for contact in contacts where !seen.contains(contact.kind) { seen.append(contact.kind) }
    return seen.count > 1
      ? " and also by " + seen.dropFirst().map(\.words).joined(separator: ", ") : ""
  }

  /// ", the nearest suitable atom is 6.3 Å away".
  private static func nearest(_ reading: KeyResidueReading) -> String {
    guard let distance = reading.distance else { return "" }
    let what =
      switch (reading.key.role, reading.key.wantedCharge) {
      case (.saltBridge, 1): "its charged amine is"
      case (.saltBridge, _): "its charged acid is"
      case (.hydrogenBond, _): "the nearest polar atom is"
      case (.hydrophobic, _): "the nearest hydrophobic carbon is"
      case (.aromatic, _): "the nearest aromatic atom is"
      case (.covalent, _), (.catalytic, _): "the nearest atom is"
      }
    return reading.partners.isEmpty && reading.key.role != .covalent
      && reading.key.role != .catalytic
      ? " (the nearest atom is \(distance.fixed(1)) Å away)"
      : " (\(what) \(distance.fixed(1)) Å away)"
  }

  private static func evidence(_ contact: Contact) -> [Statement.Evidence] {
    [.init("residue", Double(contact.residue.number)), .init("distance", contact.distance)]
      + (contact.angle.map { [.init("angle", $0)] } ?? [])
  }

  private static func missedEvidence(_ reading: KeyResidueReading) -> [Statement.Evidence] {
    [.init("residue", Double(reading.key.residue.number))]
      + (reading.distance.map { [.init("distance", $0)] } ?? [])
  }

  /// A second charge costs a molecule more than a salt bridge brings, mostly.
  private static let weightOfSecondCharge = 0.4

  private static func weight(_ role: KeyResidue.Role) -> Double {
    switch role {
    case .saltBridge: 1
    case .hydrogenBond: 0.8
    case .aromatic: 0.6
    case .hydrophobic, .covalent, .catalytic: 0.5
    }
  }

  private static func purpose(_ role: KeyResidue.Role) -> String {
    switch role {
    case .saltBridge: "the salt bridge"
    case .hydrogenBond: "the hydrogen bond"
    case .hydrophobic: "the hydrophobic contact"
    case .aromatic: "the aromatic contact"
    case .covalent, .catalytic: "the contact"
    }
  }

  private static func lacking(_ key: KeyResidue) -> String? {
    switch key.role {
    case .saltBridge:
      key.wantedCharge > 0 ? "basic amine that is charged at this pH" : "charged acid"
    case .hydrogenBond: "hydrogen-bond donor or acceptor"
    case .hydrophobic: "hydrophobic carbon"
    case .aromatic: "aromatic ring"
    case .covalent, .catalytic: nil
    }
  }

  private static func wanted(_ reading: KeyResidueReading) -> Statement.Wanted? {
    switch reading.key.role {
    case .saltBridge: reading.key.wantedCharge > 0 ? .basicAmine : .acid
    case .hydrogenBond: reading.counterpart
    case .hydrophobic: .hydrophobe
    case .aromatic: .aromaticRing
    case .covalent, .catalytic: nil
    }
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
