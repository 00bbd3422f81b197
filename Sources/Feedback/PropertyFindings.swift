import Descriptors
import MoleculeGraph
import Perception

/// Statements about charge, lipophilicity, flexibility and size that hold whatever QED says.
struct PropertyFindings {
  let writer: StatementWriter
  let reading: PropertyReading

  func statements() -> [Statement] {
    [charge(), lipophilicity(), flexibility(), size()].compactMap(\.self)
  }

  private func charge() -> Statement? {
    let amines = reading.basicAmines
    guard !amines.isEmpty, reading.anionicReadings.isEmpty,
      reading.docked.molecule.atoms.contains(where: { $0.charge > 0 })
    else { return nil }
    return writer.statement(
      .charge, 0.2,
      "The molecule has \(amines.count) basic amine\(amines.count == 1 ? "" : "s"), and no key "
        + "residue of this target asks for one.",
      evidence: [.init("basic_amines", Double(amines.count))], atoms: amines,
      implication: "The charge costs desolvation that the docking score does not count.")
  }

  private func lipophilicity() -> Statement? {
    let value = reading.molecule.crippen.logP
    let most = DrugLikeness.favorableLogP.upperBound
    guard value > most else { return nil }
    return writer.statement(
      .lipophilicity, min(1, 0.3 + (value - most) / 4),
      "logP is \(value.fixed(2)), above the \(most.fixed(1)) up to which drug-likeness holds.",
      evidence: [.init("crippen_logp", value)],
      atoms: reading.molecule.mostLipophilicAtoms,
      implication:
        "A polar atom in place of one of these carbons lowers it at little cost in shape.",
      suggestion: .init(.change, wanted: .lowerLogP))
  }

  /// Rotatable bonds from which on a molecule is called flexible; chosen.
  static let flexible = 6

  private func flexibility() -> Statement? {
    let count = reading.molecule.rotatableBonds.count
    guard count >= Self.flexible else { return nil }
    let divisor = reading.torsionFactor
    return writer.statement(
      .flexibility, min(1, Double(count) / 15),
      "\(count) rotatable bonds"
        + (divisor.map { ": the docking score is the contact energy divided by \($0.fixed(2))" }
          ?? "") + ".",
      evidence: [
        .init("rotatable_bonds", Double(count)), .init("torsions", reading.docked.torsions),
      ] + (divisor.map { [.init("divisor", $0)] } ?? []),
      implication: divisor == nil
        ? "A ring in place of a chain keeps the contacts and binds at less cost in entropy."
        : "A ring in place of a chain keeps the contacts and lowers the divisor.",
      suggestion: .init(.change, wanted: .fewerRotors))
  }

  private func size() -> Statement? {
    let weight = reading.molecule.molecularWeight
    let atoms = reading.molecule.atomCount
    if weight < DrugLikeness.favorableWeight.lowerBound {
      let open = (0..<Int32(atoms)).filter { reading.molecule.hydrogens[Int($0)] > 0 }
      return writer.statement(
        .size, min(1, (330 - weight) / 200),
        "With \(atoms) heavy atom\(atoms == 1 ? "" : "s") and \(weight.fixed(1)) g/mol the molecule is smaller than QED likes.",
        evidence: [.init("heavy_atoms", Double(atoms)), .init("mol_wt", weight)], atoms: open,
        implication: "Each atom that finds contact improves the docking score, and QED rises up to "
          + "about \((DrugLikeness.bestValues[.mw] ?? 0).fixed(0)) g/mol.",
        suggestion: .init(.grow, wanted: .higherWeight))
    }
    guard weight > 420 else { return nil }
    return writer.statement(
      .size, min(1, (weight - 380) / 150),
      "With \(weight.fixed(1)) g/mol the molecule is heavier than QED likes.",
      evidence: [.init("heavy_atoms", Double(atoms)), .init("mol_wt", weight)],
      implication: "What makes no contact should go.",
      suggestion: .init(.shrink, wanted: .lowerWeight))
  }
}
