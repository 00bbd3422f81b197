import Feedback
import MoleculeGraph
import Perception

extension EditRequest {
  /// What the drug-likeness of an undocked molecule asks for.
  static func requests(ofDrugLikeness molecule: PerceivedMolecule) -> [EditRequest] {
    requests(DrugLikeness(molecule).statements(about: molecule))
  }
}
