import Descriptors
import Testing

/// The search against a plain comparison with every fingerprint.
@Suite("Nearest fingerprints")
struct FingerprintIndexTests {
  /// Few bits of few places, so that many similarities are equal, and some fingerprints are empty.
  private static func fingerprints(_ count: Int, size: Int, seed: UInt64) -> [BitFingerprint] {
    var state = seed
    func next(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    return (0..<count).map { _ in
      let bits = next(20)
      return BitFingerprint(
        size: size, setting: (0..<bits).map { _ in UInt32(next(UInt64(min(size, 60)))) })
    }
  }

  private func expected(
    _ wanted: Int, _ query: BitFingerprint, _ all: [BitFingerprint]
  ) -> [FingerprintIndex.Hit] {
    let hits = all.enumerated().map {
      FingerprintIndex.Hit(index: $0.offset, similarity: query.tanimoto($0.element))
    }
    let sorted = hits.sorted { ($1.similarity, $0.index) < ($0.similarity, $1.index) }
    return Array(sorted.prefix(wanted))
  }

  @Test(
    "hits are those of comparing with every fingerprint, ties by index",
    arguments: [64, 100, 2048], [1, 7, 100, 1500])
  func exact(size: Int, wanted: Int) {
    let all = Self.fingerprints(1200, size: size, seed: UInt64(size))
    let index = FingerprintIndex(size: size, all)
    let queries = Self.fingerprints(12, size: size, seed: 99) + [all[5]]
    let found = index.nearest(wanted, to: queries)
    for (query, hits) in zip(queries, found) {
      #expect(hits == expected(wanted, query, all))
      #expect(index.nearest(wanted, to: query, readsEveryRow: true) == hits)
    }
  }

  @Test("nothing is found in an empty index, or when nothing is wanted")
  func edges() {
    let query = BitFingerprint(size: 128, setting: [1, 2])
    #expect(FingerprintIndex(size: 128, []).nearest(5, to: query).isEmpty)
    #expect(FingerprintIndex(size: 128, [query]).nearest(0, to: query).isEmpty)
    #expect(FingerprintIndex(size: 128, [query]).nearest(-1, to: query).isEmpty)
    #expect(
      FingerprintIndex(size: 128, [query]).nearest(5, to: query)
        == [FingerprintIndex.Hit(index: 0, similarity: 1)])
  }
}
