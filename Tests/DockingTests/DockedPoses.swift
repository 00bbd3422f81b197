import Compression
import Docking
import Foundation
import TestSupport

/// Poses of one ligand in one target as an engine docked them, with what engines say of them.
struct DockedPoses: Sendable {
  /// Target, ligand, engine and scoring function.
  let title: [String]
  let models: [PDBQTModel]

  var target: String { title[0] }
  var engine: String { title[2] }
  var scoring: ScoringFunction { title[3] == "vinardo" ? .vinardo : .vina }

  /// All of one target, best pose first.
  static func all(
    _ target: String, from name: String = "docked-poses.pdbqt.gz"
  ) throws -> [DockedPoses] {
    let file = Checkout.data("docking/\(name)")
    let text = String(decoding: try Gzip.contents(of: file), as: UTF8.self)
    var found: [DockedPoses] = []
    var title: [String] = []
    var lines: [Substring] = []
    func finish() throws {
      guard title.first == target else { return }
      let model = try PDBQTModel(lines: lines, file: file.lastPathComponent)
      let name = Array(title.dropLast())
      let before = found.last?.title == name ? found.removeLast().models : []
      found.append(DockedPoses(title: name, models: before + [model]))
    }
    for line in text.split(separator: "\n") {
      guard line.hasPrefix("POSE ") else {
        lines.append(line)
        continue
      }
      try finish()
      title = line.split(separator: " ").dropFirst().map(String.init)
      lines = []
    }
    try finish()
    return found
  }

  /// The rows of a table beside the poses, by their leading columns (joined by spaces), in order.
  static func table(_ name: String, keys: Int) throws -> [String: [[Double]]] {
    let text = try String(contentsOf: Checkout.data("docking/\(name)"), encoding: .utf8)
    var rows: [String: [[Double]]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      // Behind the keys comes the mode; an empty cell is not a number.
      rows[fields.prefix(keys).joined(separator: " "), default: []]
        .append(fields.dropFirst(keys + 1).map { Double($0) ?? .nan })
    }
    return rows
  }
}
