import Foundation
import MoleculeFiles
import MoleculeGraph

extension SearchBox {
  /// The box around the heavy atoms of a ligand file, with some space on every side.
  ///
  /// - Parameters:
  ///   - ligand: SD, MOL or CML file with coordinates in space, PDB or PDBQT; all its molecules
  ///     count.
  ///   - padding: Å beyond the outermost atoms on each of the six sides; 4 is usual.
  /// - Throws: `.unreadable`, and `.invalid` for a file without such coordinates.
  public init(around ligand: String, padding: Double) throws(TargetError) {
    let places = try LigandPlaces.read(ligand)
    guard var low = places.first else {
      throw TargetError(
        .invalid, file: ligand,
        "there is no heavy atom with coordinates in it; a box needs a ligand in its site")
    }
    var high = low
    for place in places {
      low = pointwiseMin(low, place)
      high = pointwiseMax(high, place)
    }
    // Rounded outwards to what a PDB file holds, so that the box is the same in every notation.
    let center = ((low + high) / 2 * 1000).rounded(.toNearestOrEven) / 1000
    self.init(
      center: center, size: ((high - low + 2 * padding) * 1000).rounded(.up) / 1000)
  }
}

/// Positions of the heavy atoms of a ligand file, Å.
private enum LigandPlaces {
  static func read(_ path: String) throws(TargetError) -> [SIMD3<Double>] {
    let name = path.lowercased()
    if [".pdb", ".ent", ".pdbqt"].contains(where: name.hasSuffix) { return try pdb(path) }
    var places: [SIMD3<Double>] = []
    do throws(FileError) {
      for record in try MoleculeReader(path: path) {
        switch record.molecule {
        case .failure(let error): throw error
        case .success(let molecule):
          guard case .spatial(let points)? = record.coordinates else {
            throw FileError(
              code: .unsupported, file: path, line: record.line,
              message: "a molecule without coordinates in space, where a ligand in its site is "
                + "expected")
          }
          places += zip(molecule.atoms, points).filter { $0.0.element != .hydrogen }.map(\.1)
        }
      }
    } catch {
      throw TargetError(
        error.code == .unreadable ? .unreadable : .invalid, file: path, line: error.line ?? 0,
        error.message)
    }
    return places
  }

  /// ATOM and HETATM records (PDB format 3.3): columns 31–54 coordinates, 77–78 element, for which
  /// PDBQT has an AutoDock type in 78–79.
  private static func pdb(_ path: String) throws(TargetError) -> [SIMD3<Double>] {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw TargetError(.unreadable, file: path, error.localizedDescription)
    }
    var places: [SIMD3<Double>] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated()
    where line.hasPrefix("ATOM") || line.hasPrefix("HETATM") {
      let columns = Array(line.utf8)
      func field(_ range: Range<Int>) -> String {
        String(decoding: columns[range.clamped(to: 0..<columns.count)], as: UTF8.self)
          .trimmingCharacters(in: .whitespaces)
      }
      guard let x = Double(field(30..<38)), let y = Double(field(38..<46)),
        let z = Double(field(46..<54)), [x, y, z].allSatisfy(\.isFinite)
      else {
        throw TargetError(
          .invalid, file: path, line: index + 1, "expected coordinates in columns 31–54")
      }
      let element = field(76..<79)
      let symbol = element.isEmpty ? field(12..<16).drop(while: \.isNumber) : element[...]
      let isHydrogen =
        ["H", "D", "HD", "HS"].contains(symbol.uppercased())
        || (element.isEmpty && symbol.hasPrefix("H") && !symbol.hasPrefix("HG"))
      if !isHydrogen { places.append(SIMD3(x, y, z)) }
    }
    return places
  }
}
