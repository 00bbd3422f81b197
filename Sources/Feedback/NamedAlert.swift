import Descriptors

/// A group that a list of structural alerts names.
struct NamedAlert {
  let name: String
  let atoms: [Int32]
  let countsInQED: Bool
  /// From the list of assay interference (PAINS).
  let isInterference: Bool

  /// Of the lists of PAINS, Brenk and QED, each group once: where the same atoms match, Brenk's
  /// name stands for QED's.
  static func all(_ context: DescriptorContext) -> [NamedAlert] {
    var found = context.pains.map {
      NamedAlert(name: $0.name, atoms: $0.atoms, countsInQED: false, isInterference: true)
    }
    var unnamed = context.qed.alerts
    for alert in context.brenk {
      let same = unnamed.firstIndex { !Set($0.atoms).isDisjoint(with: alert.atoms) }
      found.append(
        NamedAlert(
          name: alert.name, atoms: alert.atoms, countsInQED: same != nil, isInterference: false))
      if let same { unnamed.remove(at: same) }
    }
    return found
      + unnamed.map {
        NamedAlert(name: $0.name, atoms: $0.atoms, countsInQED: true, isInterference: false)
      }
  }

  /// As a person reads it.
  var words: String { name.split(separator: "_").joined(separator: " ") }
}
