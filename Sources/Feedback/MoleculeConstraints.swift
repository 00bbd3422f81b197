import Descriptors
import Perception
import SMARTS

/// What every molecule of a run must satisfy, whatever its score.
public struct MoleculeConstraints: Sendable {
  /// A substructure and what to call it.
  public struct Pattern: Sendable {
    public let smarts: SMARTSPattern
    public let name: String

    public init(_ smarts: SMARTSPattern, name: String? = nil) {
      self.smarts = smarts
      self.name = name ?? smarts.text
    }
  }

  public struct Limit: Sendable {
    public let descriptor: Descriptor
    public let range: ClosedRange<Double>

    public init(_ descriptor: Descriptor, _ range: ClosedRange<Double>) {
      self.descriptor = descriptor
      self.range = range
    }

    /// As a person reads it.
    public var words: String {
      let (low, high) = (range.lowerBound, range.upperBound)
      if low == -.infinity { return "\(descriptor.name) at most \(high.short)" }
      if high == .infinity { return "\(descriptor.name) at least \(low.short)" }
      return "\(descriptor.name) from \(low.short) to \(high.short)"
    }
  }

  public let kept: [Pattern]
  public let forbidden: [Pattern]
  public let limits: [Limit]

  public init(kept: [Pattern] = [], forbidden: [Pattern] = [], limits: [Limit] = []) {
    self.kept = kept
    self.forbidden = forbidden
    self.limits = limits
  }

  public var isEmpty: Bool { kept.isEmpty && forbidden.isEmpty && limits.isEmpty }

  /// What a molecule does not satisfy; nil for nothing.
  public func violation(by context: DescriptorContext) -> String? {
    func holds(_ pattern: Pattern) -> Bool {
      pattern.smarts.hasMatch(in: context.molecule, useChirality: true)
    }
    if let lost = kept.first(where: { !holds($0) }) {
      return "it lacks \(lost.name)"
    }
    if let found = forbidden.first(where: holds) {
      return "it holds \(found.name)"
    }
    for limit in limits {
      guard let value = limit.descriptor.compute(context).number, !limit.range.contains(value)
      else { continue }
      return "\(limit.descriptor.name) is \(value.short); asked is \(limit.words)"
    }
    return nil
  }

  /// A line for each, as a person reads it.
  public var words: [String] {
    kept.map { "holds \($0.name)" } + forbidden.map { "does not hold \($0.name)" }
      + limits.map(\.words)
  }
}

extension Double {
  /// Without decimals that say nothing: `"450"`, `"3.5"`.
  package var short: String {
    let text = fixed(3)
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }
}
