import Descriptors
import FeedbackDescent
import Perception

/// The nearest neighbors among a million fingerprints, against reading their memory once.
///
/// The fingerprints are those of the molecules, over and over, each with a tenth of its bits moved
/// at random, so that numbers of bits and similarities are those of real molecules.
struct NeighborBenchmark {
  static let name = "nearest_neighbors"
  private static let rowCount = 1_000_000
  private static let wanted = 10
  private static let queryCount = 20

  let molecules: [PerceivedMolecule]
  let rounds: Int

  func line() -> JSONLine {
    let originals = molecules.map { $0.morganFingerprint().folded }
    let index = FingerprintIndex(size: 2048, Rows(originals: originals, count: Self.rowCount))
    let stride = max(1, originals.count / Self.queryCount)
    let queries = originals.indices.filter { $0 % stride == 0 }.prefix(Self.queryCount)
      .map { originals[$0] }
    var passes: [Double] = []
    var bounded: [Double] = []
    var unbounded: [Double] = []
    var check: UInt64 = 0
    for _ in 0..<rounds {
      passes.append(seconds { check &+= index.wordSum })
      for query in queries {
        bounded.append(seconds { check &+= UInt64(index.nearest(Self.wanted, to: query).count) })
        unbounded.append(
          seconds {
            let hits = index.nearest(Self.wanted, to: query, readsEveryRow: true)
            check &+= UInt64(hits.count)
          })
      }
    }
    var line = JSONLine()
    line.add("name", Self.name)
    line.add("n", Self.rowCount)
    line.add("k", Self.wanted)
    line.add("seconds_memory_pass", passes.median)
    line.add("seconds_query", bounded.median)
    line.add("seconds_query_max", bounded.max() ?? 0)
    line.add("ratio", bounded.median / passes.median)
    line.add("seconds_query_every_row", unbounded.median)
    line.add("ratio_every_row", unbounded.median / passes.median)
    line.add("check", Int(truncatingIfNeeded: check & 0xffff))
    return line
  }

  private func seconds(_ work: () -> Void) -> Double {
    let start = Machine.processorSeconds
    work()
    return Machine.processorSeconds - start
  }
}

/// The sequence of fingerprints, made one by one.
private struct Rows: Sequence, IteratorProtocol {
  let originals: [BitFingerprint]
  let count: Int
  private var made = 0
  private var random = SeededRandom(seed: 1)

  init(originals: [BitFingerprint], count: Int) {
    self.originals = originals
    self.count = count
  }

  var underestimatedCount: Int { count }

  mutating func next() -> BitFingerprint? {
    if made == count { return nil }
    let original = originals[made % originals.count]
    made += 1
    let bits = original.bits.map { bit -> UInt32 in
      UInt32.random(in: 0..<10, using: &random) == 0
        ? UInt32.random(in: 0..<2048, using: &random) : UInt32(bit)
    }
    return BitFingerprint(size: 2048, setting: bits)
  }
}
