import Conformers

/// The flag `--ph`.
enum ProtonationFlag {
  static func flag(standard: String) -> Flag {
    Flag(
      "--ph", value: "PH",
      "pH at which molecules are protonated, from their neutral form; neutral takes their charges "
        + "away, as-written leaves them.", standard: standard)
  }

  /// Nil where the flag is absent.
  static func value(_ typed: TypedArguments) throws(UsageError) -> Protonation? {
    switch typed.text("--ph") {
    case nil: return nil
    case "neutral": return .neutral
    case "as-written": return .asWritten
    case let text?:
      guard let pH = Double(text), (0...14).contains(pH) else {
        throw UsageError("--ph needs a number from 0 to 14, neutral or as-written, found “\(text)”")
      }
      return .atPH(pH)
    }
  }
}
