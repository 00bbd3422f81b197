import MoleculeGraph

/// Finds coordinates that keep a molecule's distance bounds and stereo.
///
/// Random places in four dimensions are moved until the bounds hold; a penalty then closes the
/// fourth dimension. With the extra dimension a center can turn inside out without pushing atoms
/// through each other (Spellmeyer et al., J. Mol. Graph. Model. 15, 18, 1997).
struct DistanceGeometry {
  private let bounds: DistanceBounds
  private let count: Int

  init(_ skeleton: Skeleton) {
    bounds = DistanceBounds(skeleton)
    count = skeleton.count
  }

  /// Coordinates of all atoms, Å. The same seed gives the same coordinates.
  func embed(seed: UInt64) -> [SIMD3<Double>] {
    var random = SplitMix64(seed: seed)
    var side = 1.0
    while side * side * side < Double(count) * 12 { side += 0.5 }
    var places = (0..<count).map { _ in
      SIMD4(random.unit(), random.unit(), random.unit(), random.unit()) * side
    }
    let stages: [(Weights, Int)] = [
      (Weights(volume: 1, plane: 0.1, fourth: 0.02), 250),
      (Weights(volume: 0.5, plane: 0.5, fourth: 0.5), 250),
      (Weights(volume: 0.5, plane: 1, fourth: 20), 200),
    ]
    for (weights, steps) in stages { minimize(&places, weights, steps: steps) }
    return places.map { SIMD3($0.x, $0.y, $0.z) }
  }

  private struct Weights {
    let volume: Double
    let plane: Double
    let fourth: Double
  }
}

extension DistanceGeometry {
  private typealias Point = SIMD4<Double>

  /// Error and gradient. Distance terms as in RDKit's: relative, of the squares.
  private func evaluate(
    _ places: [SIMD4<Double>], _ weights: Weights, _ gradient: inout [SIMD4<Double>]
  ) -> Double {
    for i in 0..<count { gradient[i] = .zero }
    var total = 0.0
    for bound in bounds.bounds {
      let difference = places[bound.first] - places[bound.second]
      let squared = max((difference * difference).sum(), 1e-6)
      let upper = bound.upper * bound.upper
      let lower = bound.lower * bound.lower
      var slope: Double
      if squared > upper {
        let excess = squared / upper - 1
        total += excess * excess
        slope = 4 * excess / upper
      } else if squared < lower {
        let sum = lower + squared
        let lack = 2 * lower / sum - 1
        total += lack * lack
        slope = -8 * lack * lower / (sum * sum)
      } else {
        continue
      }
      gradient[bound.first] += slope * difference
      gradient[bound.second] -= slope * difference
    }
    for volume in bounds.volumes {
      total += weights.volume * volumeTerm(places, volume, weights.volume, &gradient)
    }
    for plane in bounds.planes {
      total += weights.plane * planeTerm(places, plane, weights.plane, &gradient)
    }
    for i in 0..<count {
      let height = places[i].w
      total += weights.fourth * height * height
      gradient[i].w += 2 * weights.fourth * height
    }
    return total
  }

  private func volumeTerm(
    _ places: [SIMD4<Double>], _ term: (atoms: (Int, Int, Int, Int), lower: Double),
    _ weight: Double, _ gradient: inout [SIMD4<Double>]
  ) -> Double {
    let (first, second, third, fourth) = term.atoms
    let volume = signedVolume(places, term.atoms)
    let lack = term.lower - volume.value
    if lack <= 0 { return 0 }
    let slope = -2 * lack * weight
    gradient[first] += slope * volume.first
    gradient[second] += slope * volume.second
    gradient[third] += slope * volume.third
    gradient[fourth] -= slope * (volume.first + volume.second + volume.third)
    return lack * lack
  }

  private func planeTerm(
    _ places: [SIMD4<Double>], _ atoms: (Int, Int, Int, Int), _ weight: Double,
    _ gradient: inout [SIMD4<Double>]
  ) -> Double {
    let (center, a, b, c) = atoms
    let volume = signedVolume(places, (a, b, c, center))
    let slope = 2 * volume.value * weight
    gradient[a] += slope * volume.first
    gradient[b] += slope * volume.second
    gradient[c] += slope * volume.third
    gradient[center] -= slope * (volume.first + volume.second + volume.third)
    return volume.value * volume.value
  }

  /// (p1 − p4) · ((p2 − p4) × (p3 − p4)) in the first three dimensions, and its derivatives.
  private func signedVolume(
    _ places: [SIMD4<Double>], _ atoms: (Int, Int, Int, Int)
  ) -> (value: Double, first: SIMD4<Double>, second: SIMD4<Double>, third: SIMD4<Double>) {
    let u = places[atoms.0] - places[atoms.3]
    let v = places[atoms.1] - places[atoms.3]
    let w = places[atoms.2] - places[atoms.3]
    let first = flatCross(v, w)
    return ((u * first).sum(), first, flatCross(w, u), flatCross(u, v))
  }

  private func flatCross(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> {
    SIMD4(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x, 0)
  }

  /// Limited-memory BFGS with a backtracking line search (Nocedal and Wright, section 7.2).
  private func minimize(_ places: inout [SIMD4<Double>], _ weights: Weights, steps: Int) {
    var gradient = [SIMD4<Double>](repeating: .zero, count: count)
    var error = evaluate(places, weights, &gradient)
    var memory = QuasiNewtonMemory(depth: 8)
    var next = places
    var nextGradient = gradient
    for _ in 0..<steps {
      var direction = memory.direction(gradient)
      var slope = inner(direction, gradient)
      if slope >= 0 {
        memory = QuasiNewtonMemory(depth: 8)
        direction = gradient.map { -$0 }
        slope = -inner(gradient, gradient)
      }
      if slope > -1e-10 { return }
      let longest = direction.map { ($0 * $0).sum() }.max() ?? 0
      var step = min(1, 1 / max(longest.squareRoot(), 1e-9))
      var hasMoved = false
      for _ in 0..<20 {
        for i in 0..<count { next[i] = places[i] + step * direction[i] }
        let nextError = evaluate(next, weights, &nextGradient)
        if nextError <= error + 1e-4 * step * slope {
          memory.remember(places, next, gradient, nextGradient)
          hasMoved = error - nextError > 1e-7 * (1 + error)
          error = nextError
          swap(&places, &next)
          swap(&gradient, &nextGradient)
          break
        }
        step *= 0.4
      }
      if !hasMoved { return }
    }
  }
}

private func inner(_ a: [SIMD4<Double>], _ b: [SIMD4<Double>]) -> Double {
  var total = SIMD4<Double>.zero
  for i in a.indices { total += a[i] * b[i] }
  return total.sum()
}

/// The last few steps and changes of gradient.
private struct QuasiNewtonMemory {
  private let depth: Int
  private var pairs: [(step: [SIMD4<Double>], change: [SIMD4<Double>], scale: Double)] = []

  init(depth: Int) { self.depth = depth }

  mutating func remember(
    _ places: [SIMD4<Double>], _ next: [SIMD4<Double>], _ gradient: [SIMD4<Double>],
    _ nextGradient: [SIMD4<Double>]
  ) {
    let step = zip(next, places).map { $0 - $1 }
    let change = zip(nextGradient, gradient).map { $0 - $1 }
    let curvature = inner(step, change)
    if curvature <= 1e-12 { return }
    if pairs.count == depth { pairs.removeFirst() }
    pairs.append((step, change, 1 / curvature))
  }

  func direction(_ gradient: [SIMD4<Double>]) -> [SIMD4<Double>] {
    var result = gradient.map { -$0 }
    var factors: [Double] = []
    for pair in pairs.reversed() {
      let factor = pair.scale * inner(pair.step, result)
      for i in result.indices { result[i] -= factor * pair.change[i] }
      factors.append(factor)
    }
    if let last = pairs.last {
      let size = 1 / (last.scale * inner(last.change, last.change))
      for i in result.indices { result[i] *= size }
    }
    for (pair, factor) in zip(pairs, factors.reversed()) {
      let back = factor - pair.scale * inner(pair.change, result)
      for i in result.indices { result[i] += back * pair.step[i] }
    }
    return result
  }
}

extension SplitMix64 {
  /// From 0 up to 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
