import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import Reports
import SMILES
import Targets
import TestSupport
import Testing
import XMLDocuments

@Suite("The page of one molecule")
struct ExplanationPageTests {
  private struct NoFindings: Error {}

  private struct Scene: Decodable {
    struct Mode: Decodable {
      struct Contact: Decodable {
        let kind: String
        let points: [Int]
      }
      let label: String
      let points: [Int]
      let contacts: [Contact]
    }
    struct Pocket: Decodable {
      let elements: [String]
      let points: [Int]
      let bonds: [[Int]]
      let residues: [Int]
      let labels: [String]
    }
    let elements: [String]
    let bonds: [[Int]]
    let modes: [Mode]
    let pocket: Pocket
  }

  /// 2-Aminoethanol in two modes beside an aspartate: its amine 2.8 Å from an oxygen, then 40 Å
  /// away.
  private func page(
    target name: String = "T", beside more: [ReceptorAtom] = []
  ) throws -> XMLTree {
    let receptor =
      [
        ("CB", "C", SIMD3(4.2, 3.2, 0)), ("CG", "C", [4.2, 1.7, 0]), ("OD1", "OA", [2.8, 1.2, 0]),
        ("OD2", "OA", [5.3, 1.1, 0]),
      ].enumerated().map { place, atom in
        ReceptorAtom(
          serial: place + 1, name: atom.0, residue: Residue(name: "ASP", number: 7, chain: "A"),
          position: atom.2, partialCharge: 0, type: atom.1)
      } + more
    let molecule = try PerceivedMolecule(Molecule(smiles: "[NH3+]CCO"))
    let near: [SIMD3<Double>] = [[0, 1.2, 0], [-0.7, 0, 0], [-2.2, 0, 0], [-2.9, -1.2, 0]]
    let poses = [-3.25, -3.0].enumerated().map { mode, affinity in
      Pose(
        affinity: affinity, reportedAffinity: affinity, intermolecular: nil, intramolecular: nil,
        coordinates: near.map { $0 - SIMD3(40 * Double(mode), 0, 0) }, hydrogens: [])
    }
    let docked = DockedLigand(
      molecule: molecule, poses: poses, torsions: 2, engine: "none <1>", seconds: nil)
    let target = ProteinTarget(
      name: name, fullName: "", gene: "", organism: "", uniprot: "", structure: "",
      box: SearchBox(center: .zero, size: [20, 20, 20]), receptor: Receptor(atoms: receptor),
      receptorURL: .init(fileURLWithPath: "/"), receptorSHA256: "", keyResidues: [],
      knownLigands: [],
      percentiles: [], publishedBests: [], source: "")
    let assessor = Assessor(target: target, scoring: try VinaScoring(receptor: target.receptor))
    guard case .scored(let findings) = assessor.assess("NCCO", .docked(docked)) else {
      throw NoFindings()
    }
    let html = ExplanationPage(
      findings: findings, target: name, points: [[0, 0], [1, 0.5], [2, 0], [3, 0.5]],
      pocket: receptor.map {
        PocketAtom(
          element: String($0.type.prefix(1)), position: $0.position, residue: $0.residue)
      }
    ).html
    return try XMLTree(Data(html.utf8), name: "page")
  }

  private func scene(_ page: XMLTree) throws -> Scene {
    let canvas = try #require(page.elements("//canvas").first)
    return try JSONDecoder().decode(
      Scene.self, from: Data(try #require(canvas.attribute("data-scene")).utf8))
  }

  @Test("has both drawings, a disc under each atom that counts, statements and contacts")
  func content() throws {
    let page = try page()
    let titles = try page.elements("//h2").map(\.text)
    #expect(
      titles == [
        "What it says", "Where it comes from", "The poses", "What each residue brings",
        "Properties",
      ])
    let drawings = try page.elements("//*[local-name()='svg']")
    #expect(drawings.count == 2)
    #expect(try page.elements("//*[local-name()='circle' and @class='below']").count > 1)
    #expect(try page.elements("//li").count > 3)
    #expect(try page.elements("//td").map(\.text).contains("salt bridge"))
  }

  @Test("the scene has all modes, the residue as far as it is near, and lines for contacts")
  func scene() throws {
    let scene = try scene(page())
    #expect(scene.elements == ["N", "C", "C", "O"])
    #expect(scene.bonds == [[0, 1, 1], [1, 2, 1], [2, 3, 1]])
    #expect(scene.modes.map(\.label) == ["mode 1: -3.25 kcal/mol", "mode 2: -3.00 kcal/mol"])
    #expect(scene.modes.allSatisfy { $0.points.count == 12 })
    // Hundredths of Å from the middle of mode 1.
    #expect(Array(scene.modes[0].points.prefix(3)) == [145, 120, 0])
    #expect(Array(scene.modes[1].points.prefix(3)) == [145 - 4000, 120, 0])
    #expect(scene.pocket.labels == ["Asp7"] && scene.pocket.residues == [0, 0, 0, 0])
    #expect(scene.pocket.bonds == [[0, 1], [1, 2], [1, 3]])
    let line = try #require(scene.modes[0].contacts.first { $0.kind == "salt bridge" })
    // From the nitrogen to the nearer oxygen.
    #expect(line.points == [145, 120, 0, 425, 120, 0])
    #expect(scene.modes[1].contacts.isEmpty)
  }

  @Test("residues of one number are told apart by the letter behind it")
  func insertionCodes() throws {
    let other = ReceptorAtom(
      serial: 5, name: "CB",
      residue: Residue(name: "ASP", number: 7, insertionCode: "A", chain: "A"),
      position: [1, 4.6, 0], partialCharge: 0, type: "C")
    let page = try page(beside: [other])
    let pocket = try scene(page).pocket
    #expect(pocket.labels == ["Asp7", "Asp7A"] && pocket.residues == [0, 0, 0, 0, 1])
    let cells = try page.elements("//td").map(\.text)
    #expect(cells.contains { $0 == "Asp7" || $0.hasPrefix("Asp7 (") } && cells.contains("Asp7A"))
  }

  @Test("runs its own script alone, and names of targets and engines cannot become markup")
  func safety() throws {
    let hostile = "<script>alert(1)</script>\"'&"
    let page = try page(target: hostile)
    let scripts = try page.elements("//script")
    try #require(scripts.count == 1)
    let digits = SHA256.hexadecimal(of: Array(scripts[0].text.utf8))
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { place in
      UInt8(digits.dropFirst(place).prefix(2), radix: 16)
    }
    let policy = try #require(
      page.elements("//meta[@http-equiv='Content-Security-Policy']").first?.attribute("content"))
    #expect(policy.contains("script-src 'sha256-\(Data(bytes).base64EncodedString())'"))
    #expect(try page.elements("//h1").first?.text == "A ligand on " + hostile)
    #expect(try page.elements("//*[@src or @href or @onload or @onclick]").isEmpty)
    let failure = try XMLTree(
      Data(
        ExplanationPage.failure(of: "C", on: hostile, stage: "embed", reason: hostile).utf8),
      name: "page")
    #expect(try failure.elements("//script").isEmpty)
    #expect(try failure.elements("//p").first?.text == "Failed at stage embed: " + hostile)
  }
}
