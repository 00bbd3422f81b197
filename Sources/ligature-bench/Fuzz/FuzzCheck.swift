import Descriptors
import Docking
import FeedbackDescent
import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Targets

/// What must hold for one input: an answer or a typed error, and a text that reads back the same.
struct FuzzCheck {
  enum Verdict {
    case accepted
    case refused
    /// Read and written, but the text is not read back the same. RDKit's model has such molecules:
    /// what it writes for an odd aromatic ring it may refuse or normalize when it reads it.
    case unstable(String)
    case failed(String)
  }

  let reader: FuzzReader
  /// A folder for inputs that are read from files.
  let folder: URL
  private let targets: [PerceivedMolecule]
  /// Descriptors cost more than reading does, so only some molecules get them.
  private static let describedShare = 8

  init(reader: FuzzReader, folder: URL) {
    self.reader = reader
    self.folder = folder
    targets = FuzzSeeds.smiles.compactMap { try? Benchmark.read($0) }
      .filter { $0.atomCount > 8 }
  }

  func verdict(on text: String, index: Int) -> Verdict {
    switch reader {
    case .smiles: smiles(text, index)
    case .smarts: smarts(text)
    case .sdf: file(text, .sdf)
    case .cml: file(text, .cml)
    case .table: file(text, [nil, .csv, .smi][text.utf8.count % 3])
    case .pdbqt: pdbqt(text)
    }
  }

  private func smiles(_ text: String, _ index: Int) -> Verdict {
    let written: Molecule
    let molecule: PerceivedMolecule
    do { written = try SMILESRecord(text).molecule } catch {
      // Counting characters and drawing carets cost more than reading.
      guard index % Self.describedShare == 0 else { return .refused }
      let length = text.count
      guard error.position.lowerBound >= 0, error.position.upperBound <= max(length, 1),
        !error.description.isEmpty
      else { return .failed("error at \(error.position) of a text with \(length) characters") }
      return .refused
    }
    do { molecule = try PerceivedMolecule(written) } catch {
      return error.description.isEmpty ? .failed("an error says nothing") : .refused
    }
    if index % Self.describedShare == 0 {
      let context = DescriptorContext(molecule)
      for descriptor in Descriptor.all { _ = descriptor.compute(context) }
    }
    let canonical = molecule.canonicalSMILES
    if let fault = Self.fault(rereading: canonical, wanted: canonical) {
      return .unstable("the canonical text is not read back as it was written: \(fault)")
    }
    var random = SeededRandom(seed: 1).forked(UInt64(index))
    let ranks = (0..<Int32(molecule.atomCount)).shuffled(using: &random)
    let shuffled = molecule.smiles(ranks: ranks).text
    if let fault = Self.fault(rereading: shuffled, wanted: canonical) {
      return .unstable("another order of the atoms gives another canonical text: \(fault)")
    }
    return .accepted
  }

  private static func fault(rereading text: String, wanted: String) -> String? {
    do {
      let found = try Benchmark.read(text).canonicalSMILES
      return found == wanted ? nil : "\(text) gives \(found), not \(wanted)"
    } catch {
      return "\(text) is refused: \(error)"
    }
  }

  private func smarts(_ text: String) -> Verdict {
    do throws(SMARTSError) {
      let pattern = try SMARTSPattern(text)
      for target in targets.prefix(6) {
        for match in pattern.matches(in: target, limit: 20)
        where match.count != pattern.atomCount { return .failed("a match misses atoms") }
      }
      return .accepted
    } catch {
      return error.description.isEmpty ? .failed("an error says nothing") : .refused
    }
  }

  private func file(_ text: String, _ format: MoleculeFormat?) -> Verdict {
    let path = folder.appendingPathComponent("input").path
    // Without waiting for the disk, as Foundation does.
    guard let handle = fopen(path, "w") else { return .failed("cannot write \(path)") }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, handle)
    fclose(handle)
    guard written == bytes.count else { return .failed("cannot write \(path)") }
    var accepted = false
    do throws(FileError) {
      for record in try MoleculeReader(path: path, format: format) {
        switch record.molecule {
        case .success(let written):
          guard let molecule = try? PerceivedMolecule(written) else { continue }
          accepted = true
          _ = record.coordinates?.restricted(to: molecule)
          if (try? Benchmark.read(molecule.canonicalSMILES)) == nil {
            return .failed("the canonical text \(molecule.canonicalSMILES) is refused")
          }
        case .failure(let error):
          if error.description.isEmpty { return .failed("an error says nothing") }
        }
      }
    } catch {
      return error.description.isEmpty ? .failed("an error says nothing") : .refused
    }
    return accepted ? .accepted : .refused
  }

  private func pdbqt(_ text: String) -> Verdict {
    let lines = text.split(whereSeparator: \.isNewline)
    let model = try? PDBQTModel(lines: lines, file: "input")
    if let model { _ = VinaLigand(model) }
    let receptor = try? Receptor(pdbqt: text, file: "input")
    return model == nil && receptor == nil ? .refused : .accepted
  }
}
