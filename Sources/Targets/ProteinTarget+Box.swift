import Foundation

extension ProteinTarget {
  /// The same target, searched in another box, to which published scores do not refer.
  public func searched(in box: SearchBox) -> ProteinTarget {
    guard box != self.box else { return self }
    return ProteinTarget(
      name: name, fullName: fullName, gene: gene, organism: organism, uniprot: uniprot,
      structure: structure, box: box, receptor: receptor, receptorURL: receptorURL,
      receptorSHA256: receptorSHA256, keyResidues: keyResidues, knownLigands: knownLigands,
      percentiles: [], publishedBests: [], source: source, otherNames: otherNames,
      structureOrganism: structureOrganism,
      structureUniprot: structureUniprot, structureNote: structureNote, licence: licence)
  }

  /// A receptor file alone, of which nothing else is known; the target has the file's name.
  ///
  /// - Throws: `.unreadable`, and `.receptor` for a file that is no receptor in PDBQT format.
  public init(receptor url: URL, box: SearchBox) throws(TargetError) {
    let bytes: [UInt8]
    do { bytes = [UInt8](try Data(contentsOf: url)) } catch {
      throw TargetError(.unreadable, file: url.relativePath, error.localizedDescription)
    }
    self.init(
      name: url.deletingPathExtension().lastPathComponent, fullName: "", gene: "", organism: "",
      uniprot: "", structure: "", box: box,
      receptor: try Receptor(
        pdbqt: String(decoding: bytes, as: UTF8.self), file: url.relativePath),
      receptorURL: url.absoluteURL, receptorSHA256: SHA256.hexadecimal(of: bytes), keyResidues: [],
      knownLigands: [], percentiles: [], publishedBests: [], source: url.relativePath)
  }
}
