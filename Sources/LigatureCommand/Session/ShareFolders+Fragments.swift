import Editors
import Foundation
import Targets

extension ShareFolders {
  /// A fragment library, and the SHA-256 of its file.
  ///
  /// - Parameter path: nil for the one of the share.
  package func fragments(_ path: String? = nil) throws(CommandFailure) -> (
    FragmentLibrary, digest: String
  ) {
    let name = "fragments.tsv"
    guard let file = path.map({ URL(fileURLWithPath: $0) }) ?? find(name) else {
      throw CommandFailure(
        "\(name), the groups that the editor attaches, is in none of "
          + folders.map(\.path).joined(separator: ", "),
        hint: "set LIGATURE_SHARE to the installed share/ligature")
    }
    do {
      let text = try String(contentsOf: file, encoding: .utf8)
      let library = try FragmentLibrary(text, name: path ?? file.path)
      return (library, SHA256.hexadecimal(of: [UInt8](text.utf8)))
    } catch let error as EditorError {
      throw CommandFailure(
        error.description, hint: "“ligature fragments” makes a library of any list of molecules")
    } catch {
      throw CommandFailure("\(path ?? file.path): cannot be read: \(error.systemReason)")
    }
  }
}
