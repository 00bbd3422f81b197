import Conformers
import Docking
import Feedback
import MoleculeGraph
import Perception
import SMILES
import Targets
import Testing

/// Strain, and atoms outside the pocket.
@Suite("The shape and place of a pose")
struct PoseShapeTests {
  private func statements(strain: Double?) throws -> [Statement] {
    var docked = try StoredPoses.metoprolol()
    docked.strain = strain.map { PoseStrain(energy: $0, forceField: "MMFF94") }
    let assessor = Assessor(target: try StoredPoses.adrb1())
    let findings = try assessor.assess(StoredPoses.smiles, .docked(docked)).findings()
    let row = findings.properties.rows.first { $0.name == "strain_energy" }
    #expect(row?.number == strain)
    return findings.statements
  }

  @Test("a strained pose is told, one that is not and one of unknown strain are not")
  func strained() throws {
    let told = try #require(try statements(strain: 21.4).first { $0.kind == .strained })
    #expect(told.text.contains("21.4 kcal/mol above the free molecule (MMFF94)"))
    #expect(told.evidence == [.init("strain", 21.4)])
    for strain in [3.0, nil] {
      #expect(!(try statements(strain: strain)).contains { $0.kind == .strained })
    }
  }

  /// A chain along x, the receptor's carbons beside some of its atoms.
  private func outside(chain: Int, covered: Set<Int>) throws -> Statement? {
    let receptor = covered.sorted().map {
      ReceptorAtom(
        serial: $0, name: "CB", residue: Residue(name: "ALA", number: $0),
        position: [1.5 * Double($0), 4, 0], partialCharge: 0, type: "C")
    }
    let molecule = try PerceivedMolecule(
      Molecule(smiles: String(repeating: "C", count: chain)))
    let pose = Pose(
      affinity: -3, reportedAffinity: -3, intermolecular: nil, intramolecular: nil,
      coordinates: (0..<chain).map { [1.5 * Double($0), 0, 0] }, hydrogens: [])
    let docked = DockedLigand(
      molecule: molecule, poses: [pose], torsions: 0, engine: "none", seconds: nil)
    let target = ProteinTarget.bare(receptor)
    let assessment = Assessor(target: target).assess(molecule.canonicalSMILES, .docked(docked))
    return try assessment.findings().statements.first { $0.kind == .outsidePocket }
  }

  @Test("atoms without a receptor atom within 5 Å are told where three hang together")
  func outside() throws {
    // Carbons 0 to 4 are covered. Atom 6 is 3.0 Å further along: 5.0 Å off, on the limit.
    let told = try #require(try outside(chain: 9, covered: Set(0..<5)))
    #expect(told.atoms == [6, 7, 8])
    #expect(told.suggestion == .init(.remove, wanted: .lowerWeight))
    #expect(told.implication.contains("without them the molecule binds as well"))
    #expect(try outside(chain: 8, covered: Set(0..<5)) == nil)
    #expect(try outside(chain: 5, covered: Set(0..<5)) == nil)
  }

  @Test("atoms that hold others together are not told to go")
  func between() throws {
    let told = try #require(try outside(chain: 13, covered: [0, 1, 2, 10, 11, 12]))
    #expect(told.atoms == [4, 5, 6, 7, 8])
    #expect(told.suggestion == .init(.change))
    #expect(!told.implication.contains("without them"))
  }
}
