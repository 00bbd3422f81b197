import MoleculeFiles
import Perception

/// The molecules that are measured: those of a file that are sound.
struct MoleculeList {
  private static let standardFile = "Tests/Data/zinc.smi.gz"

  private(set) var texts: [String] = []
  private(set) var molecules: [PerceivedMolecule] = []

  /// The entries that cannot be read are counted and passed over.
  init(_ words: WordReader) throws {
    let path = words.operands.first ?? Self.standardFile
    let limit = try words.number("--limit", else: Int.max)
    let reader: MoleculeReader
    do throws(FileError) { reader = try MoleculeReader(path: path) } catch {
      throw BenchError(error.description)
    }
    var refused = 0
    for record in reader {
      if texts.count == limit { break }
      guard let text = record.smilesText, let molecule = try? Benchmark.read(text) else {
        refused += 1
        continue
      }
      texts.append(text)
      molecules.append(molecule)
    }
    guard !texts.isEmpty else { throw BenchError("\(path) holds no SMILES that can be read") }
    if refused > 0 {
      BenchCommand.note("\(refused) entries of \(path) cannot be read and are left out")
    }
  }
}
