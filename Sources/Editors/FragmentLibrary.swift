import Foundation

/// The groups that an editor may attach, with the kinds of atoms on which they occur.
public struct FragmentLibrary: Sendable {
  let fragments: [Fragment]

  /// The first line of a library.
  static let header = "group\tcount\tsites"

  /// Reads a library, as `FragmentMine` writes it: lines of a group as SMILES with `*` at its open
  /// end, how often it occurs, and letters for the kinds of atoms that carry it, with tabs between;
  /// a header before them, and lines that start with `#` anywhere.
  ///
  /// - Parameter name: how errors call the text.
  /// - Throws: `EditorError` with the first line that cannot be read, or for a text without groups.
  public init(_ text: String, name: String) throws(EditorError) {
    var entries: [Entry] = []
    var hasHeader = false
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      guard hasHeader else {
        guard line == Self.header else {
          throw EditorError(
            "\(name):\(index + 1): a fragment library starts with the line “group, count, sites”, "
              + "tabs between")
        }
        hasHeader = true
        continue
      }
      entries.append(try Entry(line, place: "\(name):\(index + 1)"))
    }
    // A group of one atom hangs on nearly every molecule, which says little for it.
    let most = entries.filter { $0.smiles.count > 3 }.map(\.count).max() ?? Int.max
    var fragments: [Fragment] = []
    for entry in entries {
      guard
        let fragment = Fragment(entry.smiles, count: min(most, entry.count), sites: entry.sites)
      else {
        throw EditorError(
          "\(entry.place): “\(entry.smiles)” is no group with one open end, written *, on a "
            + "single bond")
      }
      fragments.append(fragment)
    }
    self.fragments = fragments
    guard !fragments.isEmpty else { throw EditorError("\(name): a library without groups") }
  }

  /// A line of the file.
  private struct Entry {
    /// As errors call it.
    let place: String
    let smiles: String
    let count: Int
    let sites: Set<SiteKind>

    init(_ line: Substring, place: String) throws(EditorError) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, let count = Int(fields[1]), count > 0 else {
        throw EditorError(
          "\(place): expected group, count and sites with tabs between, found “\(line)”")
      }
      let sites = fields[2].map(SiteKind.init(rawValue:))
      guard !sites.isEmpty, !sites.contains(nil) else {
        throw EditorError(
          "\(place): “\(fields[2])” are no kinds of atoms; there are "
            + SiteKind.allCases.map { String($0.rawValue) }.joined())
      }
      (self.place, smiles, self.count) = (place, String(fields[0]), count)
      self.sites = Set(sites.compactMap(\.self))
    }
  }

  /// Groups that occur on a kind of atom, within a size.
  func fragments(on site: SiteKind, heavyAtoms: ClosedRange<Int>) -> [Fragment] {
    fragments.filter { $0.sites.contains(site) && heavyAtoms.contains($0.group.heavyAtoms) }
  }
}
