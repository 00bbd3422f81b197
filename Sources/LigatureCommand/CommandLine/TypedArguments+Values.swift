extension TypedArguments {
  /// Whether a flag was typed.
  package func has(_ flag: String) -> Bool { flags.contains { $0.name == flag } }

  /// The value of a flag; nil when it was not typed.
  package func text(_ flag: String) -> String? { flags.last { $0.name == flag }?.value }

  /// Every value of a flag that repeats, in the order typed.
  package func texts(_ flag: String) -> [String] {
    flags.filter { $0.name == flag }.map(\.value)
  }

  /// A whole number within a range.
  package func integer(_ flag: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = text(flag) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      let bounds =
        range.upperBound == .max
        ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw UsageError("\(flag) needs a whole number \(bounds), found “\(text)”")
    }
    return value
  }

  /// A number within a range.
  package func number(_ flag: String, in range: ClosedRange<Double>) throws(UsageError) -> Double? {
    guard let text = text(flag) else { return nil }
    guard let value = Double(text), range.contains(value) else {
      throw UsageError(
        "\(flag) needs a number from \(range.lowerBound) to \(range.upperBound), found “\(text)”")
    }
    return value
  }

  /// One of the flag's choices.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ flag: String, as type: Choice.Type = Choice.self
  ) throws(UsageError) -> Choice? {
    try choices(flag, as: type).last
  }

  /// The values of a flag that may be given several times.
  package func choices<Choice: RawRepresentable<String> & CaseIterable>(
    _ flag: String, as type: Choice.Type = Choice.self
  ) throws(UsageError) -> [Choice] {
    var found: [Choice] = []
    for text in texts(flag) {
      guard let choice = Choice(rawValue: text) else {
        let names = Choice.allCases.map(\.rawValue)
        throw UsageError(
          "\(flag) must be one of \(names.joined(separator: ", ")), found “\(text)”",
          hint: nearestName(to: text, among: names).map { "did you mean “\($0)”?" })
      }
      found.append(choice)
    }
    return found
  }

  /// A value that must be there because the flag is required.
  package func required(_ flag: String) throws(UsageError) -> String {
    guard let text = text(flag), !text.isEmpty else { throw UsageError("\(flag) needs a value") }
    return text
  }
}
