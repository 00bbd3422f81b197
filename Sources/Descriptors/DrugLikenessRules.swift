import Perception

/// Published limits on properties, and which of them a molecule exceeds.
enum DrugLikenessRules {
  /// Lipinski et al., Adv. Drug Deliv. Rev. 23, 3 (1997).
  static func lipinski(_ context: DescriptorContext) -> [String] {
    let molecule = context.molecule
    var violations: [String] = []
    if molecule.molecularWeight > 500 { violations.append("mol_wt>500") }
    if context.crippen.logP > 5 { violations.append("crippen_logp>5") }
    if molecule.lipinskiDonors > 5 { violations.append("lipinski_hbd>5") }
    if molecule.lipinskiAcceptors > 10 { violations.append("lipinski_hba>10") }
    return violations
  }

  /// Veber et al., J. Med. Chem. 45, 2615 (2002).
  static func veber(_ context: DescriptorContext) -> [String] {
    var violations: [String] = []
    if context.rotatableBonds.count > 10 { violations.append("rotatable_bonds>10") }
    if context.polarSurface.total > 140 { violations.append("tpsa>140") }
    return violations
  }
}

extension PerceivedMolecule {
  /// Limits of Lipinski's rule of five that are exceeded: `"mol_wt>500"`, ….
  public var lipinskiViolations: [String] { DrugLikenessRules.lipinski(DescriptorContext(self)) }
  /// Limits of Veber's rules that are exceeded: `"rotatable_bonds>10"`, `"tpsa>140"`.
  public var veberViolations: [String] { DrugLikenessRules.veber(DescriptorContext(self)) }
}
