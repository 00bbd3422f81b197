import Perception
import SMILES

extension Descriptor {
  /// Which limits of each rule are passed, in words joined by vertical bars.
  static let ruleColumns: [Descriptor] = DrugLikenessRule.all.map { rule in
    Descriptor(
      "\(rule.name)_violations", version: "1.0", citation: rule.citation, summary: rule.summary
    ) { .text(rule.violations($0).joined(separator: "|")) }
  }

  static let solubility: [Descriptor] = [
    Descriptor(
      "esol_logs", unit: "log10(mol/L)",
      citation: "Delaney, J. Chem. Inf. Comput. Sci. 44, 1000 (2004), with Crippen's logP",
      summary: "Estimated solubility in water"
    ) { .real($0.esolLogS, decimals: 5) }
  ]

  static let frameworks: [Descriptor] = [
    Descriptor(
      "generic_framework", citation: "Bemis and Murcko, J. Med. Chem. 39, 2887 (1996)",
      summary: "The Murcko scaffold with every atom carbon and every bond single, empty if acyclic"
    ) { .text($0.molecule.genericFramework?.canonicalSMILES ?? "") }
  ]
}
