import Docking
import MoleculeGraph
import Perception
import Targets

/// Turns the readings of key residues into statements.
struct KeyResidueFindings {
  let writer: StatementWriter

  func statements(_ readings: [KeyResidueReading]) -> [Statement] { readings.map(statement) }

  private func statement(_ reading: KeyResidueReading) -> Statement {
    if let contact = reading.contacts.first, reading.isMet { return met(reading, contact) }
    if let lower = reading.lowerMode { return inLowerMode(reading, lower) }
    return missed(reading)
  }

  private func met(_ reading: KeyResidueReading, _ contact: Contact) -> Statement {
    let label = reading.residue.label
    let extra = Self.others(reading.contacts.dropFirst(), than: contact)
    return writer.statement(
      .contactMet, Self.weight(reading.residue.role),
      "The best pose meets \(label) with \(contact.kind.wordsWithArticle) "
        + "(\(contact.distance.fixed(1)) Å)\(extra).",
      evidence: Self.evidence(contact), atoms: contact.atoms,
      implication: "Keep these atoms: \(Self.purpose(reading.residue.role)) with "
        + "\(label) rests on them.",
      suggestion: .init(.keep))
  }

  private func inLowerMode(
    _ reading: KeyResidueReading, _ lower: KeyResidueReading.LowerMode
  ) -> Statement {
    let label = reading.residue.label
    let above = lower.energyAbove.fixed(1)
    return writer.statement(
      .contactInLowerMode, 0.8 * Self.weight(reading.residue.role),
      "The best pose does not meet \(label)\(Self.nearest(reading)); mode \(lower.mode) does, with "
        + "\(lower.contact.kind.wordsWithArticle) (\(lower.contact.distance.fixed(1)) Å), "
        + "\(above) kcal/mol above mode 1.",
      evidence: Self.missedEvidence(reading) + [
        .init("mode", Double(lower.mode)), .init("mode_distance", lower.contact.distance),
        .init("energy_above_mode_1", lower.energyAbove),
      ], atoms: lower.contact.atoms,
      implication: "The contact is within reach but another pose scores better; groups that favor "
        + "mode \(lower.mode) would bring it forward.",
      suggestion: .init(.change, wanted: Self.wanted(reading)))
  }

  private func missed(_ reading: KeyResidueReading) -> Statement {
    let label = reading.residue.label
    let purpose = Self.purpose(reading.residue.role)
    guard reading.partners.isEmpty, let lacking = Self.lacking(reading.residue) else {
      return writer.statement(
        .contactMissed, Self.weight(reading.residue.role),
        "No pose meets \(label) as its role asks\(Self.nearest(reading)).",
        evidence: Self.missedEvidence(reading), atoms: reading.growthAtoms,
        implication: "\(Self.capitalized(purpose)) with \(label) is not made; "
          + "these atoms lie nearest to it and can carry a group that makes it.",
        suggestion: .init(.grow, wanted: Self.wanted(reading)))
    }
    return writer.statement(
      .contactMissed, Self.weight(reading.residue.role),
      "The molecule has no \(lacking), so it cannot make \(purpose) with \(label)"
        + (reading.distance.map { "; its nearest atom is \($0.fixed(1)) Å away" } ?? "") + ".",
      evidence: Self.missedEvidence(reading), atoms: reading.growthAtoms,
      implication: "Add a \(lacking) on the side of \(label).",
      suggestion: .init(.grow, wanted: Self.wanted(reading)))
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
      switch (reading.residue.role, reading.residue.wantedCharge) {
      case (.saltBridge, 1): "its charged amine is"
      case (.saltBridge, _): "its charged acid is"
      case (.hydrogenBond, _): "the nearest polar atom is"
      case (.hydrophobic, _): "the nearest hydrophobic carbon is"
      case (.aromatic, _): "the nearest aromatic atom is"
      case (.covalent, _), (.catalytic, _): "the nearest atom is"
      }
    return reading.partners.isEmpty && reading.residue.role != .covalent
      && reading.residue.role != .catalytic
      ? " (the nearest atom is \(distance.fixed(1)) Å away)"
      : " (\(what) \(distance.fixed(1)) Å away)"
  }

  private static func evidence(_ contact: Contact) -> [Statement.Evidence] {
    [.init("residue", Double(contact.residueNumber)), .init("distance", contact.distance)]
      + (contact.angle.map { [.init("angle", $0)] } ?? [])
  }

  private static func missedEvidence(_ reading: KeyResidueReading) -> [Statement.Evidence] {
    [.init("residue", Double(reading.residue.number))]
      + (reading.distance.map { [.init("distance", $0)] } ?? [])
  }

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
    switch reading.residue.role {
    case .saltBridge: reading.residue.wantedCharge > 0 ? .basicAmine : .acid
    case .hydrogenBond: ["ASP", "GLU"].contains(reading.residue.name) ? .donor : .acceptor
    case .hydrophobic: .hydrophobe
    case .aromatic: .aromaticRing
    case .covalent, .catalytic: nil
    }
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
