/// The molecules of a CML document.
struct CMLEntries: EntrySource {
  init(lines: TextLines) throws(FileError) {
    throw FileError(code: .unsupported, file: lines.name, message: "CML cannot be read yet")
  }

  mutating func next() throws(FileError) -> MoleculeEntry? { nil }
}
