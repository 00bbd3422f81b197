/// A line of a format with fixed columns.
struct FixedColumns {
  private let bytes: [UInt8]

  init(_ line: String) { bytes = Array(line.utf8) }

  /// The text of columns, counted from 0, without blanks at its ends.
  func text(_ start: Int, _ length: Int) -> String {
    String(decoding: bytes[range(start, length)], as: UTF8.self)
  }

  /// A whole number; nil for blank columns and for anything else.
  func integer(_ start: Int, _ length: Int) -> Int? {
    var value = 0
    var range = range(start, length)
    let isNegative = sign(&range)
    guard !range.isEmpty, range.count < 18 else { return nil }
    for place in range {
      guard let digit = digit(place) else { return nil }
      value = value * 10 + digit
    }
    return isNegative ? -value : value
  }

  /// A number with decimals; nil for anything else.
  ///
  /// Up to fifteen digits and their power of ten are exact, so one division rounds once, as reading
  /// the text would.
  func decimal(_ start: Int, _ length: Int) -> Double? {
    var range = range(start, length)
    let whole = range
    let isNegative = sign(&range)
    var value = 0.0
    var scale = 1.0
    var hasPoint = false
    guard !range.isEmpty, range.count < 16 else { return Double(text(start, length)) }
    for place in range {
      if bytes[place] == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard let digit = digit(place) else {
        return Double(String(decoding: bytes[whole], as: UTF8.self))
      }
      value = value * 10 + Double(digit)
      if hasPoint { scale *= 10 }
    }
    guard range.count > (hasPoint ? 1 : 0) else { return nil }
    return isNegative ? -value / scale : value / scale
  }

  private func digit(_ place: Int) -> Int? {
    let digit = Int(bytes[place]) - Int(UInt8(ascii: "0"))
    return (0...9).contains(digit) ? digit : nil
  }

  private func sign(_ range: inout Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    let isNegative = bytes[first] == UInt8(ascii: "-")
    if isNegative || bytes[first] == UInt8(ascii: "+") {
      range = first + 1..<range.upperBound
    }
    return isNegative
  }

  private func range(_ start: Int, _ length: Int) -> Range<Int> {
    var start = min(start, bytes.count)
    var end = min(start + length, bytes.count)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
}
