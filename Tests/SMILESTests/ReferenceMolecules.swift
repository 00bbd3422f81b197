import Compression
import Foundation
import TestSupport

/// SMILES from the repository's data.
enum ReferenceMolecules {
  /// Every n-th of the 6,000 molecules with RDKit's values.
  static func smiles(every step: Int) throws -> [String] {
    let table = String(
      decoding: try Gzip.contents(of: Checkout.data("descriptors.csv.gz")), as: UTF8.self)
    let lines = table.split(whereSeparator: \.isNewline)
    let column = lines.first?.split(separator: ",").firstIndex(of: "smiles") ?? 0
    return stride(from: 1, to: lines.count, by: step).map { index in
      String(lines[index].split(separator: ",", omittingEmptySubsequences: false)[column])
    }
  }

  /// The first fields of a file of the SMILES reading benchmark.
  static func suite(_ name: String) throws -> [String] {
    try String(contentsOf: Checkout.data("smiles/\(name)"), encoding: .utf8)
      .split(whereSeparator: \.isNewline)
      .compactMap { $0.split(separator: " ").first.map { String($0) } }
  }
}
