import MoleculeGraph

extension Molecule {
  /// Reads a SMILES text exactly as it is written.
  ///
  ///     try Molecule(smiles: "CCO").atomCount  // 3
  ///
  /// The grammar is that of OpenSMILES 1.0 (opensmiles.org), with RDKit's dative bonds `->` and
  /// `<-`. White space before the text is passed over, and so is what follows it behind
  /// white space, as a name, but for a CXSMILES extension. Atoms keep their order in the text;
  /// `atomSpans` and `bondSpans` say where each was written.
  ///
  /// - Throws: `SMILESError` with the position of the first mistake.
  /// - Complexity: O(characters) in time and memory; no recursion.
  public init(smiles: String) throws(SMILESError) {
    let bytes = smiles.utf8Span.span
    var reader = SMILESReader(smiles, bytes)
    try reader.read(bytes)
    self = try reader.record(bytes).molecule
  }
}
