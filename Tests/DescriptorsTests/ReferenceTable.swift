import Compression
import Foundation
import TestSupport

/// The 6,000 molecules of `descriptors.csv.gz` with RDKit's values.
struct ReferenceTable: Sendable {
  let columns: [String]
  let rows: [[String]]

  static let shared: Result<ReferenceTable, any Error> = Result { try ReferenceTable() }

  private init() throws {
    let packed = try Data(contentsOf: Checkout.data("descriptors.csv.gz"))
    let bytes = [UInt8](try Gzip.decompressed(packed))
    var table: [[String]] = []
    for line in bytes.split(separator: 10) {
      table.append(ReferenceTable.fields(line))
    }
    columns = table.first ?? []
    rows = Array(table.dropFirst())
  }

  /// Splits a line of comma-separated values; quotes may hold commas.
  private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    for byte in line where byte != 13 {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll()
      default: field.append(byte)
      }
    }
    fields.append(String(decoding: field, as: UTF8.self))
    return fields
  }
}
