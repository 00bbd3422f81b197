import Conformers
import Docking
import Foundation
import MoleculeGraph
import Perception
import SMILES

/// A molecule as its user wrote it, and as it is docked.
///
/// Docking takes the canonical order, so that a score does not depend on how a molecule is written;
/// feedback names atoms and spans of the text that the user gave. Only where counter-ions, isotopes
/// of hydrogen or charges were left out is that text the canonical one of what remains.
struct WrittenLigand {
  let text: String
  /// In canonical order, without counter-ions.
  let docked: PerceivedMolecule
  /// Index in `text` of each atom of `docked`.
  let order: [Int32]
  let note: String?

  /// - Parameter protonation: unless it is `.asWritten`, properties are those of the neutral form.
  ///
  /// Throws `SMILESError`, `PerceptionError`, and `DockingFailure` where nothing can be docked.
  init(_ smiles: String, salts: SaltStripping.Policy, protonation: Protonation) throws {
    let record = try SMILESRecord(smiles)
    let written = try PerceivedMolecule(record.molecule)
    let stripped = try SaltStripping(written, policy: salts, protonation: protonation)
    let canonical = stripped.parent.smiles()
    docked = try PerceivedMolecule(Molecule(smiles: canonical.text))
    let neutral =
      stripped.isNeutralized ? "described as \(canonical.text); docking sets the charges" : nil
    let notes = [stripped.note, neutral].compactMap(\.self)
    note = notes.isEmpty ? nil : notes.joined(separator: "; ")
    if stripped.removed.isEmpty, docked.atomCount == written.atomCount,
      !stripped.isNeutralized
    {
      // A CXSMILES extension is part of what is read, the name behind it is not.
      let whole = smiles.trimmingCharacters(in: .whitespacesAndNewlines)
      text = String(whole.dropLast(record.name.count))
        .trimmingCharacters(in: .whitespacesAndNewlines)
      order = canonical.atomOrder
    } else {
      text = canonical.text
      order = Array(0..<Int32(docked.atomCount))
    }
  }
}
