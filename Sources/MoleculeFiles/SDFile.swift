import Foundation
import MoleculeGraph
import Perception

/// Writes records of SD files (CTfile Formats, BIOVIA 2020): V2000, and V3000 beyond 999 atoms.
///
/// Aromatic rings are written with alternating double bonds. Stereo is told by positions in space
/// or, in a drawing, by wedge bonds. The header carries no date, so the same molecule gives the
/// same text.
public enum SDFile {
  /// A hydrogen that is written as an atom.
  public struct Hydrogen: Hashable, Sendable {
    public let parent: Int32
    public let position: SIMD3<Double>
    public init(parent: Int32, position: SIMD3<Double>) {
      self.parent = parent
      self.position = position
    }
  }

  /// One record with its data fields, ending with `$$$$`.
  ///
  /// - Parameters:
  ///   - coordinates: one position for each atom; nil writes zeros, and loses tetrahedral stereo.
  ///   - hydrogens: written behind the atoms of the molecule; others stay implicit.
  public static func record(
    _ molecule: PerceivedMolecule, name: String, coordinates: AtomCoordinates?,
    hydrogens: [Hydrogen] = [], properties: [MoleculeRecord.Property] = []
  ) -> String {
    var text = connectionTable(
      molecule, name: name, coordinates: coordinates, hydrogens: hydrogens)
    for property in properties {
      text += ">  <\(fieldName(property.name))>\n\(fieldValue(property.value))\n\n"
    }
    return text + "$$$$\n"
  }

  /// The connection table alone, as a MOL file.
  public static func connectionTable(
    _ molecule: PerceivedMolecule, name: String, coordinates: AtomCoordinates?,
    hydrogens: [Hydrogen] = []
  ) -> String {
    let rows = ConnectionTableRows(molecule, coordinates: coordinates, hydrogens: hydrogens)
    let isSpatial = if case .spatial = coordinates { true } else { false }
    let title = String(name.map { $0.isNewline ? " " : $0 }.prefix(80))
    // A name that looks like the end of a record would be read as one.
    let safe = title.hasPrefix("$$$$") ? " " + title : title
    let header = "\(safe)\n  Ligature          \(isSpatial ? "3D" : "2D")\n\n"
    return header + (rows.needsV3000 ? rows.v3000 : rows.v2000) + "M  END\n"
  }

  private static func fieldName(_ name: String) -> String {
    String(name.map { $0.isNewline || $0 == "<" || $0 == ">" ? "_" : $0 })
  }

  /// The data of a field: a blank line would end it, `$$$$` the record.
  private static func fieldValue(_ value: String) -> String {
    value.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
      .filter { !$0.trimmed.isEmpty }
      .map { $0.hasPrefix("$$$$") || $0.hasPrefix(">") ? " " + $0 : String($0) }
      .joined(separator: "\n")
  }
}
