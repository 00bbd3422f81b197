import Conformers
import Descriptors
import Docking
import Feedback
import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import SMILES

/// The molecules that an optimization starts from: canonical, without counter-ions, isotopes,
/// numbers of atoms and charges that docking sets, each once.
struct StartMolecules {
  private(set) var molecules: [PerceivedMolecule] = []
  private(set) var smiles: [String] = []
  private var known: Set<String> = []
  /// Entries that are no molecule; each was told of.
  private(set) var failures = 0
  private let salts: SaltStripping.Policy
  private let protonation: Protonation
  private let constraints: MoleculeConstraints

  /// - Parameters:
  ///   - words: SMILES, or files of molecules.
  ///   - constraints: what the objective asks of every molecule; what does not satisfy it fails.
  init(
    _ words: [String], salts: SaltStripping.Policy, protonation: Protonation,
    constraints: MoleculeConstraints, notes: Notes
  ) {
    self.salts = salts
    self.protonation = protonation
    self.constraints = constraints
    for word in words {
      if Self.isFile(word) { addFile(word, notes) } else { addSMILES(word, notes) }
    }
  }

  /// A file where there is one, or where the text is the name of one by its ending.
  private static func isFile(_ word: String) -> Bool {
    word == "-" || FileManager.default.fileExists(atPath: word) || MoleculeFormat(path: word) != nil
  }

  private mutating func addFile(_ path: String, _ notes: Notes) {
    var input = MoleculeInput([path], format: nil, columns: ColumnChoice(), notes: notes)
    while let batch = input.nextBatch() {
      for entry in batch.map(InputMolecule.init) {
        switch entry.molecule {
        case .success(let molecule): add(molecule, entry.label, notes)
        case .failure(let error):
          notes.error(error.description)
          failures += 1
        }
      }
    }
    failures += input.unreadable
  }

  private mutating func addSMILES(_ text: String, _ notes: Notes) {
    do {
      add(try PerceivedMolecule(Molecule(smiles: text)), text, notes)
    } catch {
      failures += 1
      var message = "\(error)"
      if let error = error as? PerceptionError, let place = error.position {
        message = "\(error)\n" + caretDisplay(of: text, at: place)
      }
      notes.error("--start: \(message)")
      notes.hint("--start takes a SMILES in quotes, or a file that exists")
    }
  }

  private mutating func add(_ molecule: PerceivedMolecule, _ name: String, _ notes: Notes) {
    do throws(DockingFailure) {
      let stripped = try SaltStripping(molecule, policy: salts, protonation: protonation)
      if let note = stripped.note { notes.note("\(name): \(note)") }
      let molecule = stripped.parent.withoutLabels
      if let violation = constraints.violation(by: DescriptorContext(molecule)) {
        throw DockingFailure(stage: .prepare, reason: "the objective refuses it: \(violation)")
      }
      let text = molecule.canonicalSMILES
      if known.insert(text).inserted {
        smiles.append(text)
        molecules.append(molecule)
      } else {
        notes.note("\(name): the same molecule is a start already")
      }
    } catch {
      failures += 1
      notes.error("\(name): \(error.reason)")
    }
  }
}
