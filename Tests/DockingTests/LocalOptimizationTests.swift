import Conformers
import Docking
import Foundation
import MoleculeFiles
import Perception
import Targets
import TestSupport
import Testing

/// Imatinib moved downhill from where the crystal structure 1IEP has it.
@Suite("Local optimization")
struct LocalOptimizationTests {
  typealias Point = SIMD3<Double>

  private struct Site {
    let molecule: PerceivedMolecule
    let crystal: [Point]
    let scoring: VinaScoring
    let maps: AffinityMaps

    init() throws {
      let folder = Checkout.data("redock")
      let path = folder.appendingPathComponent("1iep_ligand.sdf").path
      let record = try #require(try MoleculeReader(path: path).next())
      molecule = try PerceivedMolecule(record.molecule.get())
      crystal = try #require(record.coordinates?.restricted(to: molecule)).positions
      let file = folder.appendingPathComponent("1iep_receptor.pdbqt")
      scoring = try VinaScoring(
        receptor: Receptor(pdbqt: String(contentsOf: file, encoding: .utf8), file: file.path))
      let center = crystal.reduce(.zero, +) / Double(crystal.count)
      maps = AffinityMaps(scoring: scoring, box: SearchBox(center: center, size: [24, 24, 24]))
    }
  }

  /// Mapped once.
  private static let site = Result { try Site() }

  private let molecule: PerceivedMolecule
  private let crystal: [Point]
  private let scoring: VinaScoring
  private let ligand: FlexibleLigand
  private let search: LocalOptimization

  init() throws {
    let site = try Self.site.get()
    (molecule, crystal, scoring) = (site.molecule, site.crystal, site.scoring)
    ligand = FlexibleLigand(molecule)
    search = LocalOptimization(ligand, maps: site.maps)
  }

  private static func deviation(_ a: [Point], _ b: [Point]) -> Double {
    let squares = zip(a, b).reduce(0.0) { sum, pair in
      let d = pair.0 - pair.1
      return sum + (d * d).sum()
    }
    return (squares / Double(a.count)).squareRoot()
  }

  private var freedoms: Int { search.gradient(search.pose(at: crystal)).count }

  @Test("the gradient is what a small step along each degree of freedom changes")
  func gradient() throws {
    // 6 of the whole and imatinib's 7 bonds that turn.
    #expect(freedoms == 13)
    let pose = search.pose(at: crystal)
    for (freedom, slope) in search.gradient(pose).enumerated() {
      var step = [Double](repeating: 0, count: freedoms)
      step[freedom] = 1e-6
      let up = search.pose(at: search.moved(crystal, by: step))
      let rise = (up.energy - pose.energy) / 1e-6
      #expect(abs(rise - slope) < 0.02 + 0.01 * abs(slope), "\(freedom): \(rise) and \(slope)")
    }
  }

  @Test("between the points of the maps energies are too high; the last word is the function's")
  func maps() throws {
    let mapped = search.pose(at: crystal)
    let exact = try terms().intermolecular
    #expect(mapped.intermolecular > exact && mapped.intermolecular < 0.85 * exact)
    #expect(abs(search.intermolecular(of: mapped) - exact) < 1e-9)
    #expect(abs(search.torsionFactor - (1 + 0.05846 * ligand.torsions)) < 1e-12)
  }

  /// By the function itself, without maps, of the ligand's PDBQT with a hydrogen on each donor.
  private func terms() throws -> VinaTerms {
    let donors: Set<XScoreType> = [
      .donorNitrogen, .donorAcceptorNitrogen, .donorOxygen, .donorAcceptorOxygen,
    ]
    let hydrogens = ligand.types.indices.compactMap { atom -> Structure3D.Hydrogen? in
      guard let type = ligand.types[atom], donors.contains(type) else { return nil }
      let outward = molecule.graph.neighbors(of: Int32(atom)).reduce(Point.zero) {
        $0 - (crystal[Int($1)] - crystal[atom])
      }
      let length = (outward * outward).sum().squareRoot()
      return .init(parent: Int32(atom), position: crystal[atom] + outward / length)
    }
    #expect(hydrogens.count == 3)
    let pose = Pose(
      affinity: 0, reportedAffinity: 0, intermolecular: nil, intramolecular: nil,
      coordinates: crystal, hydrogens: hydrogens)
    let docked = DockedLigand(
      molecule: molecule, poses: [pose], torsions: ligand.torsions, engine: "none", seconds: nil)
    return try scoring.terms(of: pose, in: docked)
  }

  @Test("torsions are counted as in the ligand's PDBQT", arguments: LigandPDBQTTests.names)
  func torsions(name: String) throws {
    let structure = try Structures.named(name)
    #expect(FlexibleLigand(structure.molecule).torsions == (try LigandPDBQT(structure)).torsions)
  }

  @Test(
    "atoms of the neutral form have the types of the PDBQT that is protonated at pH 7.4",
    arguments: [
      "metoprolol", "acetamide", "benzonitrile", "sulfonamide", "thioamide", "guanidinium", "ester",
      "imidazole", "nitro", "fieldmd", "phosphate",
    ])
  func types(name: String) throws {
    let structure = try Structures.named(name)
    let guessed = try FlexibleLigand(structure.molecule.neutralized()).types
    #expect(guessed == (try Self.typesOfPDBQT(structure)))
  }

  @Test(
    "atoms of the protonated form have the types of its PDBQT", arguments: LigandPDBQTTests.names)
  func preparedTypes(name: String) throws {
    let structure = try Structures.named(name)
    let neutral = try structure.molecule.neutralized()
    let found = FlexibleLigand(neutral, prepared: structure.molecule).types
    #expect(found == (try Self.typesOfPDBQT(structure)))
  }

  /// By atom of the structure's molecule; nil for hydrogens.
  private static func typesOfPDBQT(_ structure: Structure3D) throws -> [XScoreType?] {
    let ligand = try LigandPDBQT(structure)
    var types = [XScoreType?](repeating: nil, count: structure.molecule.atomCount)
    for (source, type) in zip(ligand.sources, VinaLigand(ligand.model).types) {
      if case .atom(let atom) = source { types[Int(atom)] = type }
    }
    return types
  }

  @Test("the minimum lies below the crystal's pose and near it, and is found from beside it")
  func minimum() throws {
    let start = search.pose(at: crystal)
    let minimum = search.minimum(from: crystal)
    #expect(minimum.energy < start.energy - 0.1)
    #expect(Self.deviation(minimum.places, crystal) < 1)
    var step = [Double](repeating: 0, count: freedoms)
    (step[0], step[2], step[4], step[7]) = (0.4, -0.3, 0.15, 0.3)
    let beside = search.moved(crystal, by: step)
    #expect(Self.deviation(beside, crystal) > 0.7)
    let again = search.minimum(from: beside)
    #expect(abs(again.energy - minimum.energy) < 0.5, "\(again.energy) \(minimum.energy)")
    #expect(Self.deviation(again.places, minimum.places) < 0.5)
    // It moves as a whole and around bonds alone.
    for bond in molecule.bonds {
      let (a, b) = (Int(bond.begin), Int(bond.end))
      let change =
        Self.deviation([again.places[a]], [again.places[b]])
        - Self.deviation([crystal[a]], [crystal[b]])
      #expect(abs(change) < 1e-6)
    }
  }

  @Test("an atom outside the box is pulled back")
  func outside() throws {
    let away = crystal.map { $0 + Point(11, 0, 0) }
    let back = search.minimum(from: away)
    #expect(back.energy < search.pose(at: away).energy - 50)
    #expect(back.energy < 5)
  }
}
