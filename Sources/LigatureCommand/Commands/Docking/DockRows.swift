import Conformers
import Docking
import MoleculeFiles
import Perception
import RunStore
import SMILES

/// Makes the rows of a docking run from the entries of its input: understood, without counter-ions
/// and the charges that docking sets, its forms enumerated, and judged by the condition.
struct DockRows: Sendable {
  struct Row: Sendable {
    let entry: LigandList.Entry
    /// What is told of an entry that is no molecule.
    let error: String?
  }

  let salts: SaltStripping.Policy
  let protonation: Protonation
  let isomers: Int
  let macrocycle: Macrocycle
  let condition: DockCondition?

  func rows(of entries: [MoleculeEntry]) async -> [Row] {
    var rows: [Row] = []
    for entry in entries {
      // Nobody waits for the rest of the batch.
      if Task.isCancelled { break }
      rows += await self.rows(of: InputMolecule(entry))
    }
    return rows
  }

  private func rows(of input: InputMolecule) async -> [Row] {
    let place = "\(input.file):\(input.line)"
    func row(
      _ name: String, _ smiles: String, note: String? = nil, _ work: LigandList.Entry.Work,
      error: String? = nil
    ) -> Row {
      Row(
        entry: LigandList.Entry(name: name, smiles: smiles, place: place, note: note, work: work),
        error: error)
    }
    let molecule: PerceivedMolecule
    switch input.molecule {
    case .failure(let error):
      let stage: DockingFailure.Stage = error.code == .unsupported ? .perceive : .parse
      return [
        row(
          input.name, input.smiles, .failed(DockingFailure(stage: stage, reason: error.summary)),
          error: error.description)
      ]
    case .success(let found): molecule = found
    }
    let smiles = input.smiles.isEmpty ? molecule.canonicalSMILES : input.smiles
    do throws(DockingFailure) {
      let stripped = try SaltStripping(molecule, policy: salts, protonation: protonation)
      let canonical = stripped.parent.canonicalSMILES
      let parent = try PerceivedMolecule(dockable: canonical)
      if let condition, try await !condition.holds(for: parent, name: input.name, smiles: smiles) {
        return [row(input.name, smiles, note: stripped.note, .skipped(reason: condition.reason))]
      }
      let forms = Stereoisomers(of: parent, limit: isomers)
      let notes = [stripped.note, macrocycleNote(parent), isomers == 1 ? forms.openness : nil]
      guard isomers > 1, forms.forms.count > 1 else {
        let only = forms.forms.first ?? canonical
        return [row(input.name, smiles, note: joined(notes), try work(only))]
      }
      return try forms.numbered.map { place, form, words throws(DockingFailure) in
        row(
          "\(input.name)#\(place)", form, note: joined(notes + [words]), try work(form))
      }
    } catch {
      return [row(input.name, smiles, .failed(error))]
    }
  }

  private func work(_ smiles: String) throws(DockingFailure) -> LigandList.Entry.Work {
    .dock(
      smiles: smiles, cost: DockingCost.estimate(try PerceivedMolecule(dockable: smiles)))
  }

  private func macrocycleNote(_ molecule: PerceivedMolecule) -> String? {
    let size = MacrocycleOpening(molecule).largestRing(in: molecule)
    return size.map { "ring of \($0) docked \(macrocycle.rawValue)" }
  }

  private func joined(_ notes: [String?]) -> String? {
    let notes = notes.compactMap { $0 }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}
