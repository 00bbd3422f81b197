import Conformers
import Feedback
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Testing

/// Children laid into the pose of their parent, against the crystal structure of imatinib.
@Suite("Laid poses")
struct LaidPoseTests {
  /// A lead, and the same with the group that the series put on it.
  static let steps: [(lead: String, grown: String)] = [
    (
      "Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1",
      "CN1CCN(CC1)Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1"
    ),
    (
      "CN1CCN(CC1)Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2ncccn2)c1",
      "CN1CCN(CC1)Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1"
    ),
    (
      "Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1",
      "O=C(c1ccccc1)Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1"
    ),
  ]

  /// A lead in the crystal and a molecule made from it.
  private struct Growth {
    let findings: Findings
    let grown: PerceivedMolecule
    let origins: [Int32]
    /// The new atoms, and where they lie in the crystal.
    let added: [Int32]
    let crystal: [SIMD3<Double>]
    /// Energy of the grown molecule where the crystal has it, kcal/mol.
    let inCrystal: Double
    let lead: LaidPose
    let addition: LaidPose.Addition

    init(_ lead: String, _ grown: String) throws {
      let structure = try CrystalLigand()
      let molecule = try PerceivedMolecule(Molecule(smiles: grown))
      let whole = try #require(try SMARTSPattern(grown).firstMatch(in: structure.molecule))
      let kept = try #require(try SMARTSPattern(lead).firstMatch(in: molecule))
      let places = whole.map { structure.places[Int($0)] }
      findings = try structure.findings(on: lead, at: kept.map { places[Int($0)] })
      self.grown = molecule
      var origins = [Int32](repeating: -1, count: molecule.atomCount)
      for (index, atom) in kept.enumerated() { origins[Int(atom)] = Int32(index) }
      self.origins = origins
      let added = (0..<Int32(molecule.atomCount)).filter { origins[Int($0)] < 0 }
      self.added = added
      crystal = added.map { places[Int($0)] }
      inCrystal = try #require(
        try structure.findings(on: grown, at: places).terms
      ).intermolecular
      self.lead = try #require(LaidPose(findings))
      let bond = try #require(
        molecule.bonds.first { added.contains($0.begin) != added.contains($0.end) })
      let (root, carrier) =
        added.contains(bond.begin) ? (bond.begin, bond.end) : (bond.end, bond.begin)
      addition = LaidPose.Addition(
        carrier: carrier, atoms: added,
        shape: try #require(
          GroupShape(
            of: molecule, members: added, root: root, carrier: carrier,
            at: RoughStructure.places(of: molecule))))
    }

    func laid() -> LaidPose? { lead.laid(grown, origins: origins, addition: addition) }
  }

  private static func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    ((a - b) * (a - b)).sum().squareRoot()
  }

  private static func center(_ points: [SIMD3<Double>]) -> SIMD3<Double> {
    points.reduce(.zero, +) / Double(points.count)
  }

  @Test("a group of the series is laid to where the crystal has it", arguments: steps)
  func series(lead: String, grown: String) throws {
    let growth = try Growth(lead, grown)
    let laid = try #require(growth.laid())
    let places = growth.added.map { laid.places[Int($0)] }
    let away = Self.distance(Self.center(places), Self.center(growth.crystal))
    #expect(away < 2.5, "\(away) Å")
    #expect(laid.energy < growth.inCrystal + 0.5, "\(laid.energy) and \(growth.inCrystal) kcal/mol")
  }

  @Test("a posed molecule laid into its own pose moves to the minimum beside it")
  func itself() throws {
    let growth = try Growth(Self.steps[0].lead, Self.steps[0].grown)
    let terms = try #require(growth.findings.terms)
    #expect(abs(growth.lead.affinity - terms.intermolecular) < 1e-9)
    let count = Int32(growth.findings.molecule.atomCount)
    let again = try #require(
      growth.lead.laid(growth.findings.molecule, origins: Array(0..<count), addition: nil))
    #expect(again.energy < terms.intermolecular)
    #expect(zip(again.places, growth.lead.places).allSatisfy { Self.distance($0, $1) < 1.5 })
  }

  @Test("what the edit gives no shape is built anew and laid alike")
  func rebuilt() throws {
    for (lead, grown) in Self.steps {
      let growth = try Growth(lead, grown)
      let laid = try #require(
        growth.lead.laid(growth.grown, origins: growth.origins, addition: nil))
      #expect(laid.energy < growth.inCrystal + 1, "\(laid.energy) \(growth.inCrystal)")
    }
  }

  @Test("another link between two parts keeps the larger one in its place")
  func link() throws {
    let structure = try CrystalLigand()
    // Imatinib's amide turned around.
    let lead = "Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1"
    let swapped = try PerceivedMolecule(
      Molecule(smiles: "Cc1ccc(cc1)NC(=O)c1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1"))
    let pose = try #require(LaidPose(try structure.findings(on: lead)))
    var origins = Array(0..<Int32(swapped.atomCount))
    // C, O and N of the amide are new.
    for atom in 7...9 { origins[atom] = -1 }
    let laid = try #require(pose.laid(swapped, origins: origins, addition: nil))
    for atom in 10..<swapped.atomCount {
      #expect(Self.distance(laid.places[atom], pose.places[atom]) < 1.5)
    }
    #expect(laid.energy < pose.energy + 4, "\(laid.energy) and \(pose.energy)")
    for bond in swapped.bonds {
      #expect(Self.distance(laid.places[Int(bond.begin)], laid.places[Int(bond.end)]) < 1.7)
    }
  }

  @Test("where too little has a place, or the rest hangs on it by two bonds, nothing is laid")
  func placeless() throws {
    let growth = try Growth(Self.steps[1].lead, Self.steps[1].grown)
    let nowhere = [Int32](repeating: -1, count: growth.grown.atomCount)
    #expect(growth.lead.laid(growth.grown, origins: nowhere, addition: nil) == nil)
    // New atoms at both ends.
    var origins = Array(0..<Int32(growth.findings.molecule.atomCount))
    origins[0] = -1
    origins[origins.count - 2] = -1
    #expect(growth.lead.laid(growth.findings.molecule, origins: origins, addition: nil) == nil)
  }

  @Test("stereo that is left open is settled as the pose has it, and another hand is not laid")
  func stereo() throws {
    let structure = try CrystalLigand("BACE_1")
    let written = structure.molecule.smiles()
    let stated = try PerceivedMolecule(Molecule(smiles: written.text))
    #expect(stated.graph.tetrahedralCenters.count == 4)
    let places = written.atomOrder.map { structure.places[Int($0)] }
    let flat = stated.withoutStereo
    #expect(!flat.hasStereo)
    let bare = flat.smiles()
    let pose = try #require(
      LaidPose(
        structure.findings(on: bare.text, at: bare.atomOrder.map { places[Int($0)] })))
    #expect(pose.settled.canonicalSMILES == written.text)

    // The right hand keeps its pose, another has no place in it.
    let ordered = try PerceivedMolecule(Molecule(smiles: bare.text))
    let match = Array(0..<Int32(ordered.atomCount))
    let right = pose.settled
    #expect(pose.laid(right, origins: match, addition: nil) != nil)
    let wrong = try PerceivedMolecule(
      Molecule(
        atoms: right.graph.atoms, bonds: right.graph.bonds,
        tetrahedralCenters: right.graph.tetrahedralCenters.map {
          TetrahedralCenter(atom: $0.atom, neighbors: $0.neighbors, isClockwise: !$0.isClockwise)
        }))
    #expect(pose.laid(wrong, origins: match, addition: nil) == nil)
  }
}
