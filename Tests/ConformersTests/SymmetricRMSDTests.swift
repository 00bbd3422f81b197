import Conformers
import Foundation
import Perception
import TestSupport
import Testing

@Suite("The RMSD of symmetric molecules")
struct SymmetricRMSDTests {
  struct Pair: Sendable, CustomStringConvertible {
    let smiles: String
    let inPlace: Double
    let superposed: Double
    let first: [SIMD3<Double>]
    let second: [SIMD3<Double>]
    var description: String { smiles }
  }

  static let pairs: [Pair] = {
    let text = (try? String(contentsOf: Checkout.data("rmsd.tsv"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t")
      func places(_ field: Substring) -> [SIMD3<Double>] {
        let values = field.split(separator: " ").map { Double($0)! }
        return stride(from: 0, to: values.count, by: 3).map {
          SIMD3(values[$0], values[$0 + 1], values[$0 + 2])
        }
      }
      return Pair(
        smiles: String(fields[0]), inPlace: Double(fields[1])!, superposed: Double(fields[2])!,
        first: places(fields[3]), second: places(fields[4]))
    }
  }()

  @Test("there are pairs to compare") func pairsAreThere() { #expect(Self.pairs.count == 15) }

  @Test("it is RDKit's, in place and superposed", arguments: pairs)
  func reference(_ pair: Pair) throws {
    let molecule = try perceived(pair.smiles)
    let rmsd = try #require(SymmetricRMSD(molecule, molecule))
    #expect(abs(rmsd.inPlace(pair.first, pair.second) - pair.inPlace) < 2e-4)
    #expect(abs(rmsd.superposed(pair.first, pair.second) - pair.superposed) < 2e-4)
    #expect(abs(rmsd.inPlace(pair.second, pair.first) - pair.inPlace) < 2e-4)
  }

  @Test("a mirror image is not superposed")
  func chirality() throws {
    let molecule = try perceived("FC(Cl)(Br)I")
    let rmsd = try #require(SymmetricRMSD(molecule, molecule))
    let places: [SIMD3<Double>] = [
      SIMD3(1, 1, 1), SIMD3(0, 0, 0), SIMD3(-1, -1, 1), SIMD3(-1, 1, -1), SIMD3(1, -1, -1),
    ]
    #expect(rmsd.superposed(places, places.map { $0 + SIMD3(5, 2, 1) }) < 1e-4)
    #expect(rmsd.superposed(places, places.map { SIMD3(-$0.x, $0.y, $0.z) }) > 0.3)
  }

  @Test("atoms are found again whatever their order, charges and bond orders")
  func otherWriting() throws {
    let acid = try perceived("CC(=O)O")
    let anion = try perceived("[O-]C(=O)C")
    let rmsd = try #require(SymmetricRMSD(acid, anion))
    let places: [SIMD3<Double>] = [
      SIMD3(0, 0, 0), SIMD3(1.5, 0, 0), SIMD3(2, 1, 0), SIMD3(2, -1, 0),
    ]
    #expect(rmsd.inPlace(places, [places[2], places[1], places[3], places[0]]) < 1e-9)
    #expect(rmsd.inPlace(places, [places[3], places[1], places[2], places[0]]) < 1e-9)
  }

  @Test(
    "other skeletons have none",
    arguments: [("CCO", "CCN"), ("CCCC", "CC(C)C"), ("C1CCCCC1", "C1CC1C1CC1"), ("CC", "CCC")])
  func different(_ first: String, _ second: String) throws {
    #expect(SymmetricRMSD(try perceived(first), try perceived(second)) == nil)
  }

  @Test("the two sides of cyclohexene's double bond are told from the others")
  func cyclohexene() throws {
    let molecule = try perceived("C1=CCCCC1")
    let rmsd = try #require(SymmetricRMSD(molecule, molecule))
    let ring: [SIMD3<Double>] = (0..<6).map {
      SIMD3(cos(Double($0) * .pi / 3), sin(Double($0) * .pi / 3), 0)
    }
    // Turned by one atom the double bond lies elsewhere; swapped end for end it does not.
    #expect(rmsd.inPlace(ring, Array(ring[1...] + ring[..<1])) > 0.3)
    #expect(rmsd.inPlace(ring, [ring[1], ring[0], ring[5], ring[4], ring[3], ring[2]]) < 1e-9)
  }

  @Test(
    "structures are alike within a distance exactly where their RMSD is below it", arguments: pairs)
  func alike(_ pair: Pair) throws {
    let molecule = try perceived(pair.smiles)
    let rmsd = try #require(SymmetricRMSD(molecule, molecule))
    let distance = rmsd.superposed(pair.first, pair.second)
    for factor in [0.2, 0.9, 0.999, 1.001, 1.1, 5] {
      let limit = distance * factor
      #expect(rmsd.areAlike(pair.first, pair.second, within: limit) == (distance < limit))
    }
  }
}
