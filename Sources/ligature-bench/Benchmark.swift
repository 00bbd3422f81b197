import Descriptors
import MoleculeGraph
import Perception
import SMILES

/// One thing that is measured over all molecules. The peer does the same under the same name.
struct Benchmark: Sendable {
  let name: String
  /// The answer is folded into a number, so that no work is left out.
  let work: @Sendable (String, PerceivedMolecule) throws -> Int

  static let all: [Benchmark] = [
    Benchmark(name: "parse") { smiles, _ in try Molecule(smiles: smiles).atomCount },
    Benchmark(name: "parse_perceive") { smiles, _ in try read(smiles).atomCount },
    Benchmark(name: "canonical_smiles") { _, molecule in molecule.canonicalSMILES.utf8.count },
    Benchmark(name: "parse_to_canonical") { smiles, _ in
      try read(smiles).canonicalSMILES.utf8.count
    },
    Benchmark(name: "crippen_logp") { _, molecule in Int(molecule.crippen.logP * 1000) },
    Benchmark(name: "rotatable_bonds") { _, molecule in molecule.rotatableBonds.count },
    Benchmark(name: "tpsa") { _, molecule in Int(molecule.tpsa * 1000) },
    Benchmark(name: "morgan_fingerprint") { _, molecule in molecule.morganFingerprint().bitCount },
    Benchmark(name: "murcko_scaffold") { _, molecule in molecule.murckoScaffold?.atomCount ?? 0 },
    Benchmark(name: "qed") { _, molecule in Int(molecule.qed.score * 1e6) },
    Benchmark(name: "pains_smarts") { _, molecule in molecule.painsAlerts.count },
    Benchmark(name: "report") { smiles, _ in
      let context = DescriptorContext(try read(smiles))
      return Int(context.qed.score * 1e6) + Int(context.crippen.logP * 1000)
        + Int(context.polarSurface.total * 1000) + context.rotatableBonds.count
        + context.molecule.canonicalSMILES.utf8.count
    },
    Benchmark(name: "all_columns") { smiles, _ in
      let context = DescriptorContext(try read(smiles))
      return referenceColumns.reduce(0) { $0 &+ size(of: $1.compute(context)) }
    },
  ]

  /// What `all_columns` computes: every column whose value RDKit has too.
  private static let referenceColumns = [
    "canonical_smiles", "formula", "mol_wt", "exact_mol_wt", "heavy_atoms", "formal_charge", "hbd",
    "hba", "lipinski_hbd", "lipinski_hba", "tpsa", "crippen_logp", "crippen_mr", "rotatable_bonds",
    "rings", "aromatic_rings", "aliphatic_rings", "saturated_rings", "heterocycles", "heteroatoms",
    "fraction_csp3", "amide_bonds", "spiro_atoms", "bridgehead_atoms", "stereocenters",
    "unspecified_stereocenters", "labute_asa", "qed", "qed_mw", "qed_alogp", "qed_hba", "qed_hbd",
    "qed_psa", "qed_rotb", "qed_arom", "qed_alerts", "murcko_scaffold", "morgan2_2048_bits",
    "sa_score", "pains", "brenk", "implicit_h", "aromatic",
  ].compactMap { Descriptor.named($0) }

  private static func size(of value: Descriptor.Value) -> Int {
    switch value {
    case .integer(let number): number
    case .real(let number, _): Int(number * 1000)
    case .text(let text): text.utf8.count
    }
  }

  static func read(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  /// Processor seconds for all molecules, and the folded answers.
  func measure(_ texts: [String], _ molecules: [PerceivedMolecule]) throws -> (Double, Int) {
    let start = Machine.processorSeconds
    var sum = 0
    for index in texts.indices { sum &+= try work(texts[index], molecules[index]) }
    return (Machine.processorSeconds - start, sum)
  }
}
