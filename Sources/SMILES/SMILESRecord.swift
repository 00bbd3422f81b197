import MoleculeGraph

/// A line of SMILES with all that may follow it: a CXSMILES tail between bars and a name.
///
///     let record = try SMILESRecord("CC[CH2] |^1:2| propyl radical")
///     record.molecule.atomCount   // 3
///     record.extensions.radicals  // one, at atom 2
///     record.name                 // "propyl radical"
///
/// White space parts the three, as in RDKit's `MolFromSmiles`: what does not begin with `|` is the
/// name. It is kept as written, without white space around it.
public struct SMILESRecord: Hashable, Sendable {
  public let molecule: Molecule
  public let extensions: SMILESExtensions
  /// Empty when there is none.
  public let name: String

  /// - Throws: `SMILESError` with the position of the first mistake, in the SMILES or in the tail.
  /// - Complexity: O(characters) in time and memory; no recursion.
  public init(_ text: String) throws(SMILESError) {
    let bytes = text.utf8Span.span
    var reader = SMILESReader(text, bytes)
    try reader.read(bytes)
    let parts = try reader.record(bytes)
    molecule = parts.molecule
    extensions = parts.extensions
    name = String(
      decoding: text.utf8.dropFirst(parts.name.lowerBound).prefix(parts.name.count), as: UTF8.self)
  }
}

extension SMILESReader {
  /// What was read: the molecule, what its tail says, and where the name stands in the bytes.
  consuming func record(
    _ bytes: Span<UInt8>
  ) throws(SMILESError) -> (molecule: Molecule, extensions: SMILESExtensions, name: Range<Int>) {
    guard end < bytes.count else { return (assembly.molecule(), SMILESExtensions(), end..<end) }
    var start = end
    var last = bytes.count
    while start < last, SMILESReader.isSpace(bytes[start]) { start += 1 }
    while last > start, SMILESReader.isSpace(bytes[last - 1]) { last -= 1 }
    guard start < last, bytes[start] == UInt8(ascii: "|") else {
      return (assembly.molecule(), SMILESExtensions(), start..<last)
    }
    var tail = ExtensionReader(
      text: text, start: start, end: last, atomCount: assembly.atoms.count,
      graphBonds: assembly.bonds, bonds: assembly.bondsByCompletion)
    try tail.read(bytes)
    start = tail.cursor
    while start < last, SMILESReader.isSpace(bytes[start]) { start += 1 }
    let text = text
    var application = ExtensionApplication(assembly.molecule(), tail.extensions)
    try application.apply(text: text)
    return (application.molecule, application.extensions, start..<last)
  }
}
