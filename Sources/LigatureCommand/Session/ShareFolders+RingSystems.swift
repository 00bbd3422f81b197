import Compression
import Descriptors
import Foundation

extension ShareFolders {
  /// How often ring systems occur in ChEMBL.
  func ringSystems() throws(CommandFailure) -> RingSystemTable {
    let name = "ring_systems.tsv.gz"
    guard let file = find(name) else {
      throw CommandFailure(
        "\(name), which tells how often ring systems occur, is in none of "
          + folders.map(\.path).joined(separator: ", "),
        hint: "set LIGATURE_SHARE to the installed share/ligature")
    }
    do { return try RingSystemTable([UInt8](Gzip.contents(of: file))) } catch {
      throw CommandFailure("\(file.path): \(error)")
    }
  }
}
