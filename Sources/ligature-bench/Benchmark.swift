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
  ]

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
