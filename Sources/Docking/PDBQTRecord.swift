/// The fields of an ATOM or HETATM line that docking needs, by their columns.
struct PDBQTRecord {
  let serial: Int
  let name: String
  let position: SIMD3<Double>
  let type: String

  /// Nil unless serial, three finite coordinates and a type stand in their columns.
  init?(_ line: Substring) {
    let bytes = Array(line.utf8)
    func field(_ columns: ClosedRange<Int>) -> String {
      let start = columns.lowerBound - 1
      guard start < bytes.count else { return "" }
      let slice = bytes[start..<min(columns.upperBound, bytes.count)]
      return String(decoding: slice, as: UTF8.self).trimmedSpaces
    }
    guard let serial = Int(field(7...11)), let x = Double(field(31...38)),
      let y = Double(field(39...46)), let z = Double(field(47...54)), x.isFinite, y.isFinite,
      z.isFinite
    else { return nil }
    self.serial = serial
    name = field(13...16)
    position = SIMD3(x, y, z)
    type = field(78...80)
    guard !type.isEmpty else { return nil }
  }
}

extension StringProtocol {
  /// Without spaces, tabs and line ends at both ends.
  var trimmedSpaces: String {
    var view = self[...]
    while let first = view.first, first.isWhitespace { view = view.dropFirst() }
    while let last = view.last, last.isWhitespace { view = view.dropLast() }
    return String(view)
  }
}
