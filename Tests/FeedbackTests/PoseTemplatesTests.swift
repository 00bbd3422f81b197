import Docking
import Feedback
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Testing

/// Structures put into the modes of a docked molecule, against the crystal structure of imatinib.
@Suite("Structures in a parent's modes")
struct PoseTemplatesTests {
  private typealias Point = SIMD3<Double>

  private static let lead = "Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1"
  private static let grown = "CN1CCN(CC1)Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1"

  private let crystal: CrystalLigand
  private let findings: Findings
  private let templates: PoseTemplates

  /// The best score in the modes of the lead.
  private func affinity(
    of molecule: PerceivedMolecule, structure: [Point], origins: [Int32]
  ) -> Double? {
    StructureFit(molecule, prepared: molecule, maps: templates.maps).best(
      of: structure, in: templates.placements(origins: origins, modes: 5))?.affinity
  }

  init() throws {
    crystal = try CrystalLigand()
    findings = try crystal.findings(on: Self.lead)
    templates = try #require(PoseTemplates(findings))
  }

  /// Somewhere else, all rotors turned.
  private func elsewhere(_ molecule: PerceivedMolecule, _ places: [Point]) throws -> [Point] {
    let search = LocalOptimization(
      FlexibleLigand(molecule), maps: try #require(findings.maps))
    let turns = (0..<3 + search.rotorCount).map { 0.9 * Double($0 + 1) }
    return search.moved(places, by: [30, -20, 10] + turns)
  }

  private func minimum(_ findings: Findings) throws -> Double {
    let search = LocalOptimization(
      FlexibleLigand(findings.molecule), maps: try #require(findings.maps))
    let pose = search.minimum(from: findings.docked.poses[0].coordinates)
    return search.intermolecular(of: pose) / search.torsionFactor
  }

  @Test("a molecule that was turned and moved away is put back where it was")
  func itself() throws {
    let molecule = findings.molecule
    let places = findings.docked.poses[0].coordinates
    let affinity = try #require(
      self.affinity(
        of: molecule, structure: try elsewhere(molecule, places),
        origins: Array(0..<Int32(molecule.atomCount))))
    let best = try minimum(findings)
    #expect(best < -7)
    #expect(abs(affinity - best) < 0.3, "\(affinity) and \(best)")
  }

  @Test("what a molecule is grown by finds a place nearly as good as in the crystal")
  func growth() throws {
    let whole = try crystal.findings(on: Self.grown)
    let molecule = whole.molecule
    let kept = try #require(try SMARTSPattern(Self.lead).firstMatch(in: molecule))
    var origins = [Int32](repeating: -1, count: molecule.atomCount)
    for (index, atom) in kept.enumerated() { origins[Int(atom)] = Int32(index) }
    let structure = try elsewhere(molecule, whole.docked.poses[0].coordinates)
    let affinity = try #require(
      self.affinity(of: molecule, structure: structure, origins: origins))
    let best = try minimum(whole)
    #expect(affinity < best + 1, "\(affinity) and \(best)")
  }

  @Test("amides stay as the structure has them, so that a wrong one does not fit")
  func rigid() throws {
    let molecule = findings.molecule
    var places = findings.docked.poses[0].coordinates
    let amide = try #require(try SMARTSPattern("[CX3](=O)[NH]c").firstMatch(in: molecule))
    let (carbon, nitrogen) = (amide[0], amide[2])
    let turn = Rotation(around: places[Int(nitrogen)] - places[Int(carbon)], by: .pi)
    for atom in molecule.graph.atoms(from: nitrogen, without: carbon) {
      places[Int(atom)] = places[Int(carbon)] + turn(places[Int(atom)] - places[Int(carbon)])
    }
    let affinity = try #require(
      self.affinity(
        of: molecule, structure: places, origins: Array(0..<Int32(molecule.atomCount))))
    #expect(affinity > (try minimum(findings)) + 1, "\(affinity)")
  }

  @Test("where nobody tells which atom was which, the common part does")
  func common() throws {
    let whole = try crystal.findings(on: Self.grown)
    let molecule = whole.molecule
    let shape = try #require(PoseTemplates.shape(of: molecule))
    let placements = templates.placements(of: shape, modes: 5)
    #expect(placements.count == 1)
    #expect(placements.first?.count == findings.molecule.atomCount)
    let found = StructureFit(molecule, prepared: molecule, maps: templates.maps).best(
      of: try elsewhere(molecule, whole.docked.poses[0].coordinates), in: placements)?.affinity
    let best = try minimum(whole)
    #expect(try #require(found) < best + 1)
  }

  @Test("with too few atoms in common nothing is said")
  func unlike() throws {
    var origins = [Int32](repeating: -1, count: findings.molecule.atomCount)
    #expect(templates.placements(origins: origins, modes: 5).isEmpty)
    for atom in 0..<origins.count / 3 { origins[atom] = Int32(atom) }
    #expect(templates.placements(origins: origins, modes: 5).isEmpty)
    let hexane = try PerceivedMolecule(Molecule(smiles: "CCCCCC"))
    let shape = try #require(PoseTemplates.shape(of: hexane))
    #expect(templates.placements(of: shape, modes: 5).isEmpty)
    #expect(
      StructureFit(findings.molecule, prepared: findings.molecule, maps: templates.maps).best(
        of: findings.docked.poses[0].coordinates, in: []) == nil)
  }
}
