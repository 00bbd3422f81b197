import Feedback

/// What an edit brings, as a set of what statements may ask for.
struct Effects: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  static let basicAmine = Effects(.basicAmine)
  static let acid = Effects(.acid)
  static let donor = Effects(.donor)
  static let acceptor = Effects(.acceptor)
  static let hydrophobe = Effects(.hydrophobe)
  static let aromaticRing = Effects(.aromaticRing)
  static let lowerLogP = Effects(.lowerLogP)
  static let higherLogP = Effects(.higherLogP)
  static let lowerPolarity = Effects(.lowerPolarity)
  static let lowerWeight = Effects(.lowerWeight)
  static let higherWeight = Effects(.higherWeight)
  static let fewerRotors = Effects(.fewerRotors)
  static let fewerAromaticRings = Effects(.fewerAromaticRings)
  static let noAlert = Effects(.noAlert)
  static let fewerDonors = Effects(.fewerDonors)
  static let fewerAcceptors = Effects(.fewerAcceptors)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ wanted: Statement.Wanted) {
    let place = Statement.Wanted.allCases.firstIndex(of: wanted) ?? 31
    self.init(rawValue: 1 << UInt32(place))
  }
}
