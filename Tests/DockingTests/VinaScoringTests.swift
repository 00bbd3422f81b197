import Docking
import Foundation
import Targets
import Testing

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
      let affinity = terms.intermolecular / scoring.torsionFactor(of: ligand)
      #expect(abs(affinity - row.total) < 0.002, "\(row)")
    }
  }
}

extension VinaScoringTests {
  @Test("contributions of atoms and of residues each add up to the whole")
  func sums() throws {
    let scoring = try VinaScoring(receptor: Samples.receptor("ADRB1"))
    for model in try Samples.models("ADRB1", "fieldmd") + Samples.models("ADRB1", "aziridine") {
      let terms = scoring.terms(of: VinaLigand(model), at: model.atoms.map(\.position))
      #expect(abs(terms.atoms.reduce(0, +) - terms.intermolecular) < 1e-9)
      #expect(abs(terms.residues.reduce(0) { $0 + $1.energy } - terms.intermolecular) < 1e-9)
      for (atom, energy) in zip(model.atoms, terms.atoms) where atom.type.isHydrogen {
        #expect(energy == 0)
      }
    }
  }

  @Test("a ligand far from the receptor has no energy, and one on top of it a finite one")
  func extremes() throws {
    let receptor = try Samples.receptor("F2")
    let scoring = try VinaScoring(receptor: receptor)
    let model = try #require(Samples.models("F2", "benzene").first)
    let ligand = VinaLigand(model)
    let far = model.atoms.map { $0.position + SIMD3(repeating: 1e7) }
    #expect(scoring.terms(of: ligand, at: far).intermolecular == 0)
    let inside = model.atoms.map { _ in receptor.atoms[100].position }
    let clash = scoring.terms(of: ligand, at: inside).intermolecular
    #expect(clash > 10 && clash.isFinite)
  }

  @Test("the weighted terms are those of the published function")
  func terms() {
    // Two hydrophobic carbons at contact: gauss1 1, gauss2 exp(-9/4), hydrophobic 1.
    let vina = VinaPotential.of(.vina)
    let contact = vina.terms(.hydrophobicCarbon, .hydrophobicCarbon, distance: 3.8)
    #expect(abs(contact.sum - (-0.035579 - 0.005156 * 0.105_399_2 - 0.035069)) < 1e-6)
    // Donor and acceptor 0.7 Å inside contact: a whole hydrogen bond, and 0.49 of repulsion.
    let bond = vina.terms(.donorNitrogen, .acceptorOxygen, distance: 2.8)
    let gauss1 = -0.035579 * 0.140_858_4
    let gauss2 = -0.005156 * 0.032_628_6
    #expect(abs(bond.sum - (gauss1 + gauss2 + 0.840245 * 0.49 - 0.587439)) < 1e-5)
    #expect(bond.hydrogenBond == -0.587439)
    #expect(vina.terms(.donorNitrogen, .acceptorOxygen, distance: 8).sum == 0)
  }

  @Test("Vinardo's terms are those of its paper")
  func vinardo() {
    // Table 1 and the radii of Quiroga and Villarreal: carbons touch at 4 Å and are wholly
    // hydrophobic there; a donor and an acceptor 0.3 Å inside contact have half a hydrogen bond.
    let vinardo = VinaPotential.of(.vinardo)
    let contact = vinardo.terms(.hydrophobicCarbon, .hydrophobicCarbon, distance: 4)
    #expect(abs(contact.sum - (-0.045 - 0.035)) < 1e-12)
    let far = vinardo.terms(.hydrophobicCarbon, .hydrophobicCarbon, distance: 5.25)
    #expect(abs(far.hydrophobic + 0.035 / 2) < 1e-12)
    let bond = vinardo.terms(.donorNitrogen, .acceptorOxygen, distance: 3)
    #expect(abs(bond.hydrogenBond + 0.3) < 1e-12)
    #expect(abs(bond.repulsion - 0.8 * 0.09) < 1e-12)
    #expect(bond.gauss2 == 0)
  }
}
