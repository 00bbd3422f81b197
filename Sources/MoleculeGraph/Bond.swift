/// The order of a bond as it was written or perceived.
public enum BondOrder: UInt8, Sendable, Hashable {
  case single = 1
  case double = 2
  case triple = 3
  case quadruple = 4
  case aromatic = 5
  /// A coordinate bond, from `begin` to `end`.
  case dative = 6

  /// Twice the contribution to the valence of an end atom, so that an aromatic bond is 3.
  package var doubledValence: Int {
    switch self {
    case .single: 2
    case .double: 4
    case .triple: 6
    case .quadruple: 8
    case .aromatic: 3
    case .dative: 0
    }
  }
}

/// `/` and `\` read from `begin` to `end`.
public enum BondDirection: UInt8, Sendable, Hashable {
  case none
  /// `/`: the end lies above the begin.
  case up
  /// `\`: the end lies below the begin.
  case down

  package var reversed: BondDirection {
    switch self {
    case .none: .none
    case .up: .down
    case .down: .up
    }
  }
}

/// One bond between two atom indices.
public struct Bond: Hashable, Sendable {
  public var begin: Int32
  public var end: Int32
  public var order: BondOrder
  public var direction: BondDirection

  public init(
    _ begin: Int32, _ end: Int32, _ order: BondOrder, direction: BondDirection = .none
  ) {
    self.begin = begin
    self.end = end
    self.order = order
    self.direction = direction
  }

  /// The end that is not `atom`.
  @inline(__always)
  public func other(_ atom: Int32) -> Int32 { begin ^ end ^ atom }
}
