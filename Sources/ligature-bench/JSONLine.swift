import Foundation

/// One line of output: a JSON object whose members keep their order.
struct JSONLine {
  private var members: [String] = []

  mutating func add(_ name: String, _ text: String) {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20: quoted += String(format: "\\u%04x", scalar.value)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    members.append("\"\(name)\":\(quoted)\"")
  }

  mutating func add(_ name: String, _ number: Int) { members.append("\"\(name)\":\(number)") }

  /// A number with four significant digits.
  mutating func add(_ name: String, _ number: Double) {
    members.append("\"\(name)\":\(number.isFinite ? String(format: "%.4g", number) : "null")")
  }

  func print() {
    FileHandle.standardOutput.write(Data("{\(members.joined(separator: ","))}\n".utf8))
  }
}
