extension Sequence<Int> {
  /// By descending value; of equal ones the lower index is first. O(n log n), each value once.
  func ranked(by value: (Int) -> Double) -> [Int] {
    map { (index: $0, value: value($0)) }
      .sorted { ($1.value, $0.index) < ($0.value, $1.index) }.map(\.index)
  }
}
