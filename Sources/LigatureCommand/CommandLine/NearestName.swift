/// The name that was probably meant: the one with the fewest edits (Damerau and Levenshtein,
/// adjacent letters swapped counting as one), or one that begins with what was typed. Nil when none
/// is near. O(names × length²).
package func nearestName(to typed: String, among names: [String]) -> String? {
  nearNames(to: typed, among: names).first
}

/// Every name that may have been meant, nearest first.
package func nearNames(to typed: String, among names: [String]) -> [String] {
  let text = Array(typed.lowercased())
  let allowed = max(1, text.count / 3)
  var near: [(distance: Int, place: Int)] = []
  for (place, name) in names.enumerated() {
    let candidate = Array(name.lowercased())
    let distance = editDistance(text, candidate)
    if distance <= allowed {
      near.append((distance, place))
    } else if text.count >= 3, contains(candidate, text) || contains(text, candidate) {
      near.append((allowed + 1, place))
    }
  }
  return near.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.map { names[$0.place] }
}

private func contains(_ text: [Character], _ part: [Character]) -> Bool {
  part.count >= 3 && String(text).contains(String(part))
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      let same = a[i] == b[j] ? 0 : 1
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + same)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
