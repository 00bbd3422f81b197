import Targets

/// The fields of an ATOM or HETATM line of a pose that docking needs.
struct PDBQTRecord {
  let serial: Int
  let name: String
  let position: SIMD3<Double>
  let type: String

  /// Nil unless serial, three finite coordinates and a type stand in their columns.
  init?(_ line: Substring) {
    let columns = PDBQTColumns(line.utf8)
    guard let serial = Int(columns[7...11]), let x = Double(columns[31...38]),
      let y = Double(columns[39...46]), let z = Double(columns[47...54]), x.isFinite, y.isFinite,
      z.isFinite
    else { return nil }
    self.serial = serial
    name = columns[13...16]
    position = SIMD3(x, y, z)
    type = columns[78...80]
    guard !type.isEmpty else { return nil }
  }
}
