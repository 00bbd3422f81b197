import Descriptors
import Feedback
import Foundation
import MoleculeGraph
import Perception

/// What a molecule looks like to the surrogate.
struct SurrogateInput: Sendable {
  let fingerprint: MorganFingerprint
  /// Size, rings, aromatic rings, rotors and logP, scaled to about one.
  let features: [Double]
  /// What a molecule of such features scores on an average target, kcal/mol.
  private let expected: Double

  /// What its docking part of an objective would be on average targets.
  func expected(_ objective: Objective) -> Double { objective.dockingPart(allAt: expected) }

  init(_ molecule: PerceivedMolecule, drugLikeness: QEDResult) {
    let atoms = Double(molecule.atomCount)
    let rings = Double(molecule.rings.count)
    let aromatic = drugLikeness[.arom]?.value ?? 0
    let rotors = drugLikeness[.rotb]?.value ?? 0
    let logP = drugLikeness[.alogp]?.value ?? 0
    fingerprint = molecule.morganFingerprint()
    features = [
      (atoms - 22) / 8, (rings - 3) / 2, aromatic - 2, (rotors - 4) / 3, (logP - 2.5) / 2,
    ]
    // Least squares over published scores of 146 dockings on F2, PPARA and PPARG (García-Ortegón et
    // al., J. Chem. Inf. Model. 62, 3486, 2022, doi:10.1021/acs.jcim.1c01334), root mean square
    // error 0.67 kcal/mol.
    expected =
      -3.716 - 0.202 * atoms + 0.235 * atoms * atoms / 100 - 0.334 * aromatic - 0.082 * rings
      + 0.068 * rotors - 0.091 * logP
  }

  /// Linear in the features, plus Tanimoto similarity (Griffiths et al., GAUCHE, NeurIPS 2023),
  /// (kcal/mol)²; the weights are chosen, and the run finds the scale of the whole.
  func covariance(_ other: SurrogateInput) -> Double {
    var dot = 0.0
    for i in features.indices { dot += features[i] * other.features[i] }
    return 0.6 + 0.15 * dot + 1.2 * fingerprint.tanimoto(other.fingerprint)
  }
}

/// Predicts the docking part of an objective from the molecules that a run has docked: a prior from
/// published dockings, corrected by a Gaussian process.
struct DockingSurrogate: Sendable {
  private let observed: [SurrogateInput]
  private let process: GaussianProcess?
  private let objective: Objective
  private let width: Width

  /// How far scores of unlike molecules lie from the prior, as a factor of the covariance, and how
  /// far scores of one molecule lie apart between seeds and searches, (kcal/mol)².
  ///
  /// Both depend on the target and on how long the engine searches: on F2 scores differ by
  /// 0.14 kcal/mol between seeds at exhaustiveness 8, and by 0.9 between short searches. The most
  /// probable pair is taken; the grid and the prior are chosen to hold these.
  private struct Width {
    var scale: Double
    var noise: Double

    static let usual = Width(scale: 1, noise: 0.25)
    static let all = [0.5, 1, 2].flatMap { scale in
      [0.06, 0.12, 0.25, 0.5, 1, 2].map { Width(scale: scale, noise: $0) }
    }

    /// Logarithm of how probable it is without observations, but for a constant: log-normal around
    /// the usual.
    var prior: Double {
      let (a, b) = (log(scale / Self.usual.scale) / 0.7, log(noise / Self.usual.noise) / 0.7)
      return -(a * a + b * b) / 2
    }
  }

  /// Observations beyond this many cost more time than they bring: the last half of so many are
  /// kept, and the best of those before.
  private static let most = 250

  /// A docked molecule.
  struct Observation: Sendable {
    let input: SurrogateInput
    /// The docking part of its objective.
    let score: Double
    /// How much worse that is than was expected when the molecule was proposed, and how many
    /// standard deviations that is; nil where nothing was expected.
    let shortfall: (error: Double, deviations: Double)?
  }

  init(_ observations: [Observation], objective: Objective = .standard) {
    self.objective = objective
    var used = observations
    if used.count > Self.most {
      let last = Self.most / 2
      let earlier = observations.dropLast(last).enumerated()
      let best = earlier.sorted {
        ($0.element.score, $0.offset) < ($1.element.score, $1.offset)
      }.prefix(Self.most - last).map(\.offset)
      used = best.sorted().map { observations[$0] } + observations.suffix(last)
    }
    observed = used.map(\.input)
    let inputs = observed
    let kernel = inputs.indices.flatMap { i in
      inputs.indices.map { j in j <= i ? inputs[i].covariance(inputs[j]) : 0 }
    }
    let values = used.map { $0.score - $0.input.expected(objective) }
    // A search that misses the best pose gives a score that is too high, by kcal/mol, and never one
    // that is too low by as much. What was known to fit tells so at once, before many misses make
    // everything seem uncertain; of the others, what the rest of the run tells.
    var missed: [Int: Double] = [:]
    for (index, observation) in used.enumerated() {
      guard let shortfall = observation.shortfall,
        shortfall.deviations > Self.mostDeviationsOfExpected
      else { continue }
      missed[index] = shortfall.error * shortfall.error
    }
    var fit = Self.fit(kernel, values, missed: missed)
    if let first = fit {
      let known = missed.count
      for (index, surprise) in first.process.surprises().enumerated()
      where missed[index] == nil && surprise.deviations > Self.mostDeviations {
        missed[index] = surprise.error * surprise.error
      }
      if missed.count > known { fit = Self.fit(kernel, values, missed: missed) ?? first }
    }
    process = fit?.process
    width = fit?.width ?? .usual
  }

  /// Scores this much worse than the others tell, or than was expected, are taken for searches that
  /// missed the best pose, standard deviations.
  ///
  /// Of two runs on ADRB1 at exhaustiveness 1, where a quarter of the searches missed, what was
  /// found by the others (each predicted from the dockings at least nine calls before it) lay 1.3
  /// kcal/mol from the prediction (root mean square) where misses count as all do, 1.0 where only
  /// the others tell them, and 0.8 with both; with both it was least on F2 and PPARA, too.
  private static let mostDeviations = 2.0
  private static let mostDeviationsOfExpected = 3.0

  /// The most probable widths.
  ///
  /// - Parameter missed: by observation, what is added to its noise.
  private static func fit(
    _ kernel: [Double], _ values: [Double], missed: [Int: Double]
  ) -> (width: Width, process: GaussianProcess)? {
    var best: (width: Width, process: GaussianProcess, probability: Double)?
    for width in Width.all {
      var noise = [Double](repeating: width.noise, count: values.count)
      for (index, more) in missed { noise[index] += more }
      guard
        let process = GaussianProcess(
          kernel: kernel.map { $0 * width.scale }, values: values, noise: noise)
      else { continue }
      let probability = process.logLikelihood + width.prior
      if probability > best?.probability ?? -.infinity { best = (width, process, probability) }
    }
    return best.map { ($0.width, $0.process) }
  }

  /// Mean and standard deviation, kcal/mol. O(n²) for n observations.
  func predict(_ input: SurrogateInput) -> (mean: Double, deviation: Double) {
    let prior = input.covariance(input) * width.scale
    let expected = input.expected(objective)
    guard let process else { return (expected, (prior + width.noise).squareRoot()) }
    let covariance = observed.map { $0.covariance(input) * width.scale }
    let found = process.predict(covariance: covariance, prior: prior)
    return (expected + found.mean, found.variance.squareRoot())
  }
}
