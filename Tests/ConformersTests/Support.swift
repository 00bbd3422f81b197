import Conformers
import Foundation
import MoleculeGraph
import Perception
import SMILES
import TestSupport

/// A pool of real workers.
func pool(count: Int = 2, timeLimit: Double = 60) -> StructureWorkers {
  StructureWorkers(
    worker: Checkout.program("ligature-worker"), count: count, timeLimit: timeLimit)
}

func perceived(_ smiles: String) throws -> PerceivedMolecule {
  try PerceivedMolecule(Molecule(smiles: smiles))
}

func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
  ((a - b) * (a - b)).sum().squareRoot()
}
