extension FingerprintIndex {
  /// The fingerprints most similar to a query by Tanimoto coefficient, the most similar first,
  /// equal ones by their index; all of them when there are fewer than `wanted`.
  ///
  /// Exact. Complexity: O(n · size) when the numbers of bits exclude nothing, for which it reads
  /// the whole index once; mostly far less.
  ///
  /// - Parameter query: must have the size of the index.
  public func nearest(_ wanted: Int, to query: BitFingerprint) -> [Hit] {
    nearest(wanted, to: query, readsEveryRow: false)
  }

  /// The nearest fingerprints of each of several queries.
  public func nearest(_ wanted: Int, to queries: [BitFingerprint]) -> [[Hit]] {
    queries.map { nearest(wanted, to: $0) }
  }

  /// - Parameter readsEveryRow: goes on where the bound says that nothing can be found any more;
  ///   for measuring the longest that a search can take.
  package func nearest(
    _ wanted: Int, to query: BitFingerprint, readsEveryRow: Bool
  ) -> [Hit] {
    precondition(query.size == size, "the query must have the index's size")
    var hits = NearestHits(limit: min(max(0, wanted), count))
    if hits.limit == 0 { return [] }
    var shared = [UInt32](repeating: 0, count: Self.blockRows)
    for band in bands(around: query.bitCount) {
      let highest = Double(min(band, query.bitCount)) / Double(max(1, band, query.bitCount))
      if highest < hits.threshold && !readsEveryRow { break }
      search(band, for: query, &hits, &shared)
    }
    return hits.sorted
  }

  /// Rows that are counted before they are compared: 128 kB of 2048 bits, which a cache holds.
  private static var blockRows: Int { 512 }

  /// Numbers of bits that rows have, by falling bound.
  private func bands(around bits: Int) -> [Int] {
    let present = (0...size).filter { bandStarts[$0] < bandStarts[$0 + 1] }
    return present.sorted { left, right in
      let (a, b) = (min(left, bits) * max(right, bits), min(right, bits) * max(left, bits))
      return a != b ? a > b : left < right
    }
  }

  private func search(
    _ band: Int, for query: BitFingerprint, _ hits: inout NearestHits, _ shared: inout [UInt32]
  ) {
    let sum = query.bitCount + band
    var start = bandStarts[band]
    while start < bandStarts[band + 1] {
      let end = min(start + Self.blockRows, bandStarts[band + 1])
      countShared(query, start..<end, &shared)
      var least = hits.leastShared(ofSum: sum)
      for row in start..<end where shared[row - start] >= least {
        let count = Int(shared[row - start])
        let either = sum - count
        hits.offer(
          Hit(
            index: Int(places[row]), similarity: either == 0 ? 0 : Double(count) / Double(either)))
        least = hits.leastShared(ofSum: sum)
      }
      start = end
    }
  }

  /// Bits that each row has in common with the query.
  ///
  /// Through buffers without bounds checks the loop becomes vector instructions that any processor
  /// has; with checks it takes several times as long.
  private func countShared(_ query: BitFingerprint, _ rows: Range<Int>, _ shared: inout [UInt32]) {
    let width = wordsPerRow
    words.withUnsafeBufferPointer { words in
      query.words.withUnsafeBufferPointer { query in
        shared.withUnsafeMutableBufferPointer { shared in
          for row in rows {
            var count = 0
            let base = row &* width
            for word in 0..<width {
              count &+= (words[base &+ word] & query[word]).nonzeroBitCount
            }
            shared[row &- rows.lowerBound] = UInt32(truncatingIfNeeded: count)
          }
        }
      }
    }
  }
}

/// The best hits so far, the worst of them on top of a heap.
struct NearestHits {
  let limit: Int
  private var heap: [FingerprintIndex.Hit] = []

  init(limit: Int) { self.limit = limit }

  /// Similarity below which nothing is taken any more; -1 while there is room.
  var threshold: Double { heap.count < limit ? -1 : heap[0].similarity }

  var sorted: [FingerprintIndex.Hit] { heap.sorted { Self.isWorse($1, $0) } }

  /// The fewest shared bits with which a row can still be taken, where its bits and the query's are
  /// `sum` together. Ties are taken, since a lower index wins them.
  func leastShared(ofSum sum: Int) -> UInt32 {
    let threshold = threshold
    if threshold <= 0 { return 0 }
    // shared / (sum - shared) rises with shared; the estimate is put right by exact comparison.
    var least = max(0, Int(threshold * Double(sum) / (1 + threshold)) - 1)
    while least < sum && Double(least) / Double(sum - least) < threshold { least += 1 }
    return UInt32(clamping: least)
  }

  mutating func offer(_ hit: FingerprintIndex.Hit) {
    if heap.count < limit {
      heap.append(hit)
      rise(heap.count - 1)
    } else if Self.isWorse(heap[0], hit) {
      heap[0] = hit
      sink()
    }
  }

  private static func isWorse(_ left: FingerprintIndex.Hit, _ right: FingerprintIndex.Hit) -> Bool {
    left.similarity != right.similarity
      ? left.similarity < right.similarity : left.index > right.index
  }

  private mutating func rise(_ place: Int) {
    var place = place
    while place > 0 && Self.isWorse(heap[place], heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink() {
    var place = 0
    while true {
      var worst = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if Self.isWorse(heap[child], heap[worst]) { worst = child }
      }
      if worst == place { return }
      heap.swapAt(place, worst)
      place = worst
    }
  }
}
