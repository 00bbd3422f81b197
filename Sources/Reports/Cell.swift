import Descriptors

/// One value of a table.
public enum Cell: Hashable, Sendable {
  /// Not known, or not applicable: an empty field, `null` in JSON. Never zero.
  case empty
  case integer(Int)
  /// A number that is written with so many decimals; one that is not finite is written as empty.
  case number(Double, decimals: Int)
  case text(String)

  public init(_ number: Double?, decimals: Int) {
    self = number.map { .number($0, decimals: decimals) } ?? .empty
  }

  public init(_ integer: Int?) { self = integer.map { .integer($0) } ?? .empty }

  /// An empty text is an empty cell.
  public init(_ text: String?) {
    if let text, !text.isEmpty { self = .text(text) } else { self = .empty }
  }

  public init(_ value: Descriptor.Value) {
    switch value {
    case .integer(let number): self = .integer(number)
    case .real(let number, let decimals): self = .number(number, decimals: decimals)
    case .text(let text): self.init(text)
    }
  }

  /// The value as plain text; empty for an empty cell.
  public var text: String {
    switch self {
    case .empty: ""
    case .integer(let number): "\(number)"
    case .number(let number, let decimals): fixed(number, decimals: decimals)
    case .text(let text): text
    }
  }

  public var isNumber: Bool {
    switch self {
    case .integer, .number: true
    case .empty, .text: false
    }
  }
}
