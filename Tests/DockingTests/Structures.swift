import Conformers
import Docking
import Foundation
import MoleculeGraph
import Perception
import SMILES
import TestSupport

/// Molecules with coordinates by RDKit (ETKDG and MMFF94).
enum Structures {
  enum Problem: Error { case unknown(String) }

  static func named(_ name: String) throws -> Structure3D {
    let text = try String(contentsOf: Checkout.data("docking/structures.txt"), encoding: .utf8)
    var molecule: PerceivedMolecule?
    var coordinates: [SIMD3<Double>] = []
    var hydrogens: [Structure3D.Hydrogen] = []
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      let numbers = fields.dropFirst().compactMap(Double.init)
      if fields[0] == "molecule" {
        if molecule != nil { break }
        if fields[1] == name { molecule = try PerceivedMolecule(Molecule(smiles: fields[2])) }
      } else if molecule != nil, fields[0] == "atom" {
        coordinates.append(SIMD3(numbers[0], numbers[1], numbers[2]))
      } else if molecule != nil {
        hydrogens.append(
          Structure3D.Hydrogen(
            parent: Int32(numbers[0]), position: SIMD3(numbers[1], numbers[2], numbers[3])))
      }
    }
    guard let molecule else { throw Problem.unknown(name) }
    return Structure3D(
      molecule: molecule, coordinates: coordinates, hydrogens: hydrogens, energy: 0,
      forceField: "MMFF94")
  }

  /// The same molecule with its atoms in another order.
  static func shuffled(_ structure: Structure3D, by ranks: [Int32]) throws -> Structure3D {
    let written = structure.molecule.smiles(ranks: ranks)
    let molecule = try PerceivedMolecule(Molecule(smiles: written.text))
    var place = [Int32](repeating: 0, count: written.atomOrder.count)
    for (new, old) in written.atomOrder.enumerated() { place[Int(old)] = Int32(new) }
    return Structure3D(
      molecule: molecule, coordinates: written.atomOrder.map { structure.coordinates[Int($0)] },
      hydrogens: structure.hydrogens.map {
        Structure3D.Hydrogen(parent: place[Int($0.parent)], position: $0.position)
      }, energy: 0, forceField: structure.forceField)
  }
}

/// Hands out stored structures, as a 3D worker would.
struct StoredStructures: StructureSource {
  let structure: Structure3D

  init(_ name: String) throws { structure = try Structures.named(name) }

  func structure(
    of molecule: PerceivedMolecule, pH: Double?, seed: UInt64
  ) async throws(ConformerError) -> Structure3D { structure }

  func ensemble(
    of molecule: PerceivedMolecule, _ settings: EnsembleSettings
  ) async throws(ConformerError) -> [Structure3D] { [structure] }
}
