/// What kind of change an edit is; the raw value begins the words that tell it.
package enum EditKind: String, Sendable, CaseIterable {
  case grow, replace, shrink, join, stereo
  case ringAtom = "change ring atom"
  case chainAtom = "change chain atom"
  case insertAmine = "insert basic amine"
  case removeAmine = "remove basic amine"
  case insertLink = "insert link"
  case cutLink = "cut link"
  case swapLink = "swap link"
  case closeRing = "close ring"
  case resizeRing = "resize ring"

  /// Whether it is told of two atoms, between which something changes.
  var isBetweenAtoms: Bool {
    switch self {
    case .insertLink, .swapLink, .closeRing, .resizeRing: true
    case .grow, .replace, .shrink, .join, .stereo, .ringAtom, .chainAtom, .insertAmine,
      .removeAmine,
      .cutLink:
      false
    }
  }
}
