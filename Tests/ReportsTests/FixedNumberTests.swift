import Foundation
import Reports
import Testing

@Suite("Numbers with so many decimals")
struct FixedNumberTests {
  @Test("a number is written as C's printf writes it, whatever it is")
  func printf() {
    var state: UInt64 = 42
    func random() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
    for round in 0..<200_000 {
      let decimals = Int(random() % 9)
      // Every bit pattern, numbers of a table, and halves, which round to even.
      let number =
        switch round % 3 {
        case 0: Double(bitPattern: random())
        case 1: Double(Int64(random() % 2_000_000_000) - 1_000_000_000) / 1e5
        default: Double(Int64(random() % 4001) - 2000) / 16
        }
      guard number.isFinite, abs(number) < 1e40 else { continue }
      var expected = String(format: "%.\(decimals)f", number)
      if !expected.contains(where: { ("1"..."9").contains($0) }) {
        expected = expected.replacing("-", with: "")
      }
      let found = Cell.number(number, decimals: decimals).text
      if found != expected {
        Issue.record("\(number) with \(decimals) decimals is \(found), not \(expected)")
        return
      }
    }
  }

  @Test("what is not finite is empty, and there is no negative zero")
  func special() {
    #expect(Cell.number(.nan, decimals: 2).text.isEmpty)
    #expect(Cell.number(-.infinity, decimals: 2).text.isEmpty)
    #expect(Cell.number(-0.004, decimals: 2).text == "0.00")
    #expect(Cell.number(-0.0, decimals: 0).text == "0")
    #expect(Cell.number(0.5, decimals: 0).text == "0")
    #expect(Cell.number(1e300, decimals: 1).text.count == 303)
  }
}
