import Perception
import SMILES

/// The forms that a molecule with unassigned stereo stands for.
package struct Stereoisomers: Sendable {
  /// Centers and double bonds that the molecule leaves open.
  package let open: OpenStereo
  /// Each once, as canonical SMILES; the molecule itself where nothing is open.
  package let forms: [String]
  /// Whether there are no others.
  package let isComplete: Bool

  /// Arrangements that are looked at for each form that is wanted: of a molecule with much symmetry
  /// most are the same.
  private static let patience = 64

  /// - Parameters:
  ///   - molecule: in canonical order, so that the forms do not depend on how it was written.
  ///   - limit: forms at most.
  /// - Complexity: one perception for each arrangement that is looked at, 2ⁿ of n open elements and
  ///   at most 64 for each form.
  package init(of molecule: PerceivedMolecule, limit: Int) {
    open = molecule.openStereo
    let (found, isComplete) = Self.enumerated(molecule, open, limit: limit)
    forms = found.count > 1 ? found : [molecule.canonicalSMILES]
    self.isComplete = isComplete
  }

  /// The first of the forms, and whether there are no others. Bridgeheads that point into a cage
  /// are no form.
  private static func enumerated(
    _ molecule: PerceivedMolecule, _ stereo: OpenStereo, limit: Int
  ) -> (found: [String], isComplete: Bool) {
    guard stereo.count > 0 else { return ([], true) }
    let all = stereo.count < 40 ? 1 << stereo.count : Int.max
    var found: [String] = []
    var seen: Set<String> = []
    var next = 0
    while next < all, next < limit * patience {
      let bits = (0..<stereo.count).map { $0 < 63 && next >> $0 & 1 == 1 }
      next += 1
      guard let form = try? molecule.marked(with: stereo.arranged(bits)),
        !form.hasInwardBridgehead
      else { continue }
      let text = form.canonicalSMILES
      guard seen.insert(text).inserted else { continue }
      if found.count == limit { return (found, false) }
      found.append(text)
    }
    return (found, next >= all)
  }

  /// The forms from 1, each with which it is: `"isomer 2 of 4"`.
  package var numbered: [(place: Int, form: String, words: String)] {
    let count = isComplete ? "\(forms.count)" : "more than \(forms.count)"
    return forms.enumerated().map { ($0 + 1, $1, "isomer \($0 + 1) of \(count)") }
  }

  /// `"2 stereocenters and 1 double bond unassigned"`; nil where there is one form alone.
  package var openness: String? {
    if forms.count == 1, isComplete { return nil }
    func counted(_ count: Int, _ word: String) -> String? {
      count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    let parts = [
      counted(open.centers.count, "stereocenter"), counted(open.doubleBonds.count, "double bond"),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " and ") + " unassigned"
  }
}
