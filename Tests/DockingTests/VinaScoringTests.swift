import Foundation
import Targets
import Testing

@testable import Docking

@Suite struct VinaScoringTests {
  @Test("intermolecular, internal and total energies are Vina 1.2.7's", arguments: Samples.targets)
  func energiesOfVina(target: String) throws {
    let scoring = try VinaScoring(receptor: try Samples.receptor(target))
    let rows = try Samples.rows().filter { $0.target == target }
    #expect(rows.count > 8)
    for row in rows {
      let model = try Samples.models(target, row.ligand)[row.mode - 1]
      let ligand = VinaLigand(model)
      let terms = scoring.terms(of: ligand, at: model.atoms.map(\.position))
      #expect(abs(terms.intermolecular - row.inter) < 0.002, "\(row) \(terms.intermolecular)")
      #expect(abs(terms.intramolecular - row.intra) < 0.002, "\(row)")
      let affinity = terms.intermolecular / ligand.denominator
      #expect(abs(affinity - row.total) < 0.002, "\(row)")
    }
  }
}
