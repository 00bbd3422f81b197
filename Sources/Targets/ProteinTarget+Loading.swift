import Foundation

extension ProteinTarget {
  /// Loads a target's folder: validates `target.xml`, checks the receptor's SHA-256, reads it.
  ///
  /// - Parameters:
  ///   - directory: the folder, as `targets/ADRB1`.
  ///   - schema: the RELAX NG schema; without it `target.rng` is taken from the folder above, then
  ///     from the standard places of `TargetLibrary`.
  /// - Throws: `TargetError` with file, line and reason of everything that the failing step found.
  public init(directory: URL, schema: URL? = nil) throws(TargetError) {
    let folder = TargetFolder(directory: directory)
    let definition = try folder.definition(
      schema: schema ?? TargetLibrary.schema(beside: directory))
    let url = try folder.receptorURL(definition)
    let (bytes, sha256) = try folder.receptorBytes(url)
    if let mismatch = folder.mismatch(definition, sha256: sha256) {
      throw TargetError(code: .receptor, findings: [mismatch])
    }
    let receptor = try Receptor(pdbqt: String(decoding: bytes, as: UTF8.self), file: url.path)
    self.init(definition, receptor: receptor, receptorURL: url)
  }

  init(_ definition: TargetDefinition, receptor: Receptor, receptorURL: URL) {
    let structure = definition.structure
    self.init(
      name: definition.name, fullName: definition.fullName, gene: definition.gene,
      organism: definition.organism, uniprot: definition.uniprot,
      structure: structure.attribute("pdb") ?? "", box: definition.box, receptor: receptor,
      receptorURL: receptorURL, receptorSHA256: definition.receptorSHA256,
      keyResidues: definition.residues.map(\.value), knownLigands: definition.ligands.map(\.value),
      percentiles: definition.percentiles.map(\.value), publishedBests: definition.bests,
      source: definition.source, otherNames: definition.otherNames,
      structureOrganism: structure.attribute("organism") ?? definition.organism,
      structureUniprot: structure.attribute("uniprot") ?? definition.uniprot,
      structureNote: structure.trimmedText, licence: definition.licence)
  }
}
