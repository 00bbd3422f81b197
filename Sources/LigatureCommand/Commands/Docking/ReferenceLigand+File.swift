import MoleculeFiles
import Perception
import Reports

extension ReferenceLigand {
  /// The first molecule of a file with coordinates in space.
  init(file path: String) throws(CommandFailure) {
    let record: MoleculeRecord?
    do throws(FileError) { record = try MoleculeReader(path: path).next() } catch {
      throw CommandFailure("--reference: \(error.description)")
    }
    guard let record else {
      throw CommandFailure("--reference: there is no molecule in \(path)")
    }
    do {
      let molecule = try PerceivedMolecule(record.molecule.get())
      guard case .spatial(let places)? = record.coordinates?.restricted(to: molecule) else {
        throw CommandFailure(
          "--reference: \(path) has no coordinates in space",
          hint: "give an SD or MOL file of the ligand in its site")
      }
      self.init(molecule, at: places)
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw CommandFailure("--reference: \(error)")
    }
  }
}
