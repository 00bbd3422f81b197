/// The columns of one line of a PDBQT file.
package struct PDBQTColumns {
  private let bytes: [UInt8]

  package init(_ line: some Sequence<UInt8>) { bytes = Array(line) }

  /// The characters of the columns, counted from 1 as the format does, without blanks around;
  /// empty behind the line's end.
  package subscript(_ columns: ClosedRange<Int>) -> String {
    var field = bytes.dropFirst(columns.lowerBound - 1).prefix(columns.count)
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    while field.first.map(isBlank) == true { field = field.dropFirst() }
    while field.last.map(isBlank) == true { field = field.dropLast() }
    return String(decoding: field, as: UTF8.self)
  }
}
