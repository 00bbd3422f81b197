import Foundation
import MoleculeFiles
import TestSupport

/// Writes text to a file of its own and reads the molecules back.
func records(
  of text: String, file name: String, format: MoleculeFormat? = nil,
  columns: ColumnChoice = ColumnChoice()
) throws -> [MoleculeRecord] {
  try records(of: Data(text.utf8), file: name, format: format, columns: columns)
}

func records(
  of data: Data, file name: String, format: MoleculeFormat? = nil,
  columns: ColumnChoice = ColumnChoice()
) throws -> [MoleculeRecord] {
  let directory = try TemporaryDirectory()
  let url = directory.file(name)
  try data.write(to: url)
  return Array(try MoleculeReader(path: url.path, format: format, columns: columns))
}
