/// A reader under test, with what its inputs are made from.
enum FuzzReader: String, CaseIterable {
  case smiles, smarts, sdf, cml, table, pdbqt

  var seeds: [String] {
    switch self {
    case .smiles: FuzzSeeds.smiles
    case .smarts: FuzzSeeds.smarts + FuzzSeeds.smiles
    case .sdf: [FuzzSeeds.v2000, FuzzSeeds.v3000]
    case .cml: [FuzzSeeds.cml]
    case .table: FuzzSeeds.tables
    case .pdbqt: [FuzzSeeds.ligandPDBQT, FuzzSeeds.receptorPDBQT]
    }
  }

  /// What mutations insert.
  var tokens: [String] {
    switch self {
    case .smiles: FuzzSeeds.smilesTokens
    case .smarts: FuzzSeeds.smilesTokens + FuzzSeeds.smartsTokens
    case .sdf, .cml, .table, .pdbqt: FuzzSeeds.fileTokens
    }
  }

  /// Input number `index` of the sequence that a seed begins: the same on every machine.
  func input(seed: UInt64, index: Int) -> String {
    var mutation = FuzzMutation(reader: self, seed: seed, index: index)
    return mutation.text()
  }
}
