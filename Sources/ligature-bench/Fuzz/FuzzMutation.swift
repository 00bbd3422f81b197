import FeedbackDescent

/// Makes one input: a valid text, changed a few times.
struct FuzzMutation {
  private let reader: FuzzReader
  private let seeds: [[UInt8]]
  private let tokens: [[UInt8]]
  private var random: SeededRandom
  private static let mostBytes = 4_000

  init(reader: FuzzReader, seed: UInt64, index: Int) {
    self.reader = reader
    seeds = Self.prepared[reader]?.seeds ?? []
    tokens = Self.prepared[reader]?.tokens ?? []
    random = SeededRandom(seed: seed).forked(UInt64(index))
  }

  private static let prepared = Dictionary(
    uniqueKeysWithValues: FuzzReader.allCases.map { reader in
      (
        reader,
        (seeds: reader.seeds.map { Array($0.utf8) }, tokens: reader.tokens.map { Array($0.utf8) })
      )
    })

  mutating func text() -> String {
    var bytes = anySeed()
    let isText = reader == .smiles || reader == .smarts
    for _ in 0..<Int.random(in: 0...(isText ? 5 : 8), using: &random) {
      if isText || Bool.random(using: &random) {
        change(&bytes)
      } else if Int.random(in: 0..<4, using: &random) == 0 {
        changeNumber(&bytes)
      } else {
        changeLine(&bytes)
      }
    }
    return String(decoding: bytes.prefix(Self.mostBytes), as: UTF8.self)
  }

  private mutating func anySeed() -> [UInt8] { seeds.randomElement(using: &random) ?? [] }
  private mutating func anyToken() -> [UInt8] { tokens.randomElement(using: &random) ?? [] }

  private mutating func place(in bytes: [UInt8]) -> Int {
    Int.random(in: 0...bytes.count, using: &random)
  }

  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = place(in: bytes)
    let length = Int.random(in: 0...min(bytes.count - start, 12), using: &random)
    return start..<start + length
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    switch Int.random(in: 0..<16, using: &random) {
    case 0...3: bytes.insert(contentsOf: anyToken(), at: place(in: bytes))
    case 4, 5: bytes.replaceSubrange(range(in: bytes), with: anyToken())
    case 6, 7: bytes.removeSubrange(range(in: bytes))
    case 8, 9: bytes.insert(contentsOf: bytes[range(in: bytes)], at: place(in: bytes))
    case 10, 11: splice(&bytes)
    case 12:
      guard !bytes.isEmpty else { return }
      bytes[Int.random(in: 0..<bytes.count, using: &random)] =
        UInt8.random(in: 0...255, using: &random)
    case 13: bytes.removeSubrange(place(in: bytes)...)
    case 14: nest(&bytes)
    default: swap(&bytes)
    }
  }

  /// A piece of another valid text, put in brackets of a branch at times.
  private mutating func splice(_ bytes: inout [UInt8]) {
    let other = anySeed()
    let start = place(in: other)
    var piece = Array(other[start..<Int.random(in: start...other.count, using: &random)])
    if Bool.random(using: &random) { piece = [0x28] + piece + [0x29] }
    bytes.insert(contentsOf: piece, at: place(in: bytes))
  }

  private mutating func swap(_ bytes: inout [UInt8]) {
    guard bytes.count > 1 else { return }
    let place = Int.random(in: 1..<bytes.count, using: &random)
    bytes.swapAt(place - 1, place)
  }

  /// The same token many times over, or the whole text inside nested branches.
  private mutating func nest(_ bytes: inout [UInt8]) {
    let depth = Int.random(in: 2...60, using: &random)
    let opening =
      [Array("C(".utf8), Array("(".utf8), Array("[$(".utf8), Array("N1".utf8)]
      .randomElement(using: &random) ?? []
    let closing = opening.contains(0x28) ? [UInt8(ascii: ")")] : []
    bytes =
      (0..<depth).flatMap { _ in opening } + bytes + (0..<depth).flatMap { _ in closing }
  }

  /// Numbers at the ends of what a format, a byte or an Int holds.
  private static let oddNumbers = [
    "\(Int.min)", "\(Int.max)", "-1", "0", "16", "255", "257", "999", "1e308", "nan",
  ].map { Array($0.utf8) }

  /// One number of a file replaced.
  private mutating func changeNumber(_ bytes: inout [UInt8]) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    let starts = bytes.indices.filter {
      isDigit(bytes[$0]) && ($0 == 0 || !isDigit(bytes[$0 - 1]))
    }
    guard let start = starts.randomElement(using: &random) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: Self.oddNumbers.randomElement(using: &random) ?? [])
  }

  /// Lines of files repeated, lost, swapped, or with one field replaced.
  private mutating func changeLine(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    let place = Int.random(in: 0..<max(1, lines.count), using: &random)
    guard place < lines.count else { return }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: place)
    case 2: lines.swapAt(place, lines.count - 1)
    case 3: lines.insert(anyToken(), at: place)
    default:
      var fields = lines[place].split(separator: 0x20).map { Array($0) }
      guard !fields.isEmpty else { return }
      fields[Int.random(in: 0..<fields.count, using: &random)] = anyToken()
      lines[place] = Array(fields.joined(separator: [0x20]))
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }
}
