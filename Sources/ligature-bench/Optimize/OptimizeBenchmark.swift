import Docking
import Editors
import FeedbackDescent
import Foundation
import MoleculeFiles
import Perception
import Processes
import Targets

/// What feedback brings: runs of `ligature optimize` that differ in what the editor knows, on the
/// same engine, starts and budget.
struct OptimizeBenchmark {
  /// What an arm's editor knows.
  enum Arm: String, CaseIterable {
    /// Everything.
    case full
    /// Scores without statements and poses.
    case score
    /// Random edits, picked by predicted scores.
    case surrogate
    /// Random edits within the same gates.
    case blind
    /// No editor: molecules drawn from a library.
    case library

    var without: [ChemistEditor.Knowledge] {
      switch self {
      case .full, .library: []
      case .score: [.statements]
      case .surrogate: [.statements, .policy]
      case .blind: [.statements, .policy, .surrogate]
      }
    }
  }

  private let target: ProteinTarget
  private let folder: String
  private let budget: Int
  private let seeds: Int
  private let arms: [Arm]
  private let output: URL
  /// Dockings at a time; nil for one on each core.
  private let jobs: Int?
  /// Passed on to `ligature optimize`.
  private let passed: [String]
  private let library: [String]
  private let program = Machine.program("ligature")

  init(_ words: WordReader) throws {
    try words.allow(
      [
        "--target", "--budget", "--seeds", "--arms", "--exhaustiveness", "--engine-path", "--jobs",
        "--limit", "--output",
      ], operands: 1)
    folder = words.text("--target") ?? "targets/ADRB1"
    let path = folder.contains("/") ? folder : "targets/\(folder)"
    guard let found = try? ProteinTarget(directory: URL(fileURLWithPath: path)) else {
      throw BenchError("\(path) is no target's folder; run this where targets/ is")
    }
    target = found
    budget = try words.number("--budget", else: 150)
    seeds = try words.number("--seeds", else: 3)
    arms = try (words.text("--arms") ?? "full,score,surrogate,blind,library").split(separator: ",")
      .map { name in
        guard let arm = Arm(rawValue: String(name)) else {
          throw BenchError(
            "no arm is named '\(name)'; there are "
              + Arm.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return arm
      }
    output = URL(fileURLWithPath: words.text("--output") ?? "runs/arms", isDirectory: true)
    jobs = words.text("--jobs") == nil ? nil : try words.number("--jobs", else: 1)
    passed =
      ["--exhaustiveness", "\(try words.number("--exhaustiveness", else: 1))"]
      + (words.text("--engine-path").map { ["--engine-path", $0] } ?? [])
      + (jobs.map { ["--jobs", "\($0)"] } ?? [])
    library = arms.contains(.library) ? try Self.distinct(MoleculeList(words)) : []
    guard !arms.contains(.library) || library.count >= budget else {
      throw BenchError(
        "the library arm draws \(budget) molecules, and the list has \(library.count) that can be "
          + "docked; name a longer one, or lower --budget")
    }
  }

  /// Prints a line for each run and one for each arm. Runs that are in the folder already go on, so
  /// that a long comparison may be stopped.
  func run() async throws {
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    Machine.printLine(molecules: budget, rounds: seeds, cores: jobs ?? cores)
    var curves: [Arm: [OptimizeCurve]] = [:]
    for seed in 1...seeds {
      for arm in arms {
        let curve = try await curve(arm, seed)
        curve.line(arm: arm.rawValue, target: target, seed: seed).print()
        curves[arm, default: []].append(curve)
      }
    }
    for arm in arms {
      OptimizeCurve.summary(
        curves[arm] ?? [], arm: arm.rawValue, target: target, budget: budget
      ).print()
    }
  }

  private func curve(_ arm: Arm, _ seed: Int) async throws -> OptimizeCurve {
    let name = "\(target.name)-\(arm.rawValue)-\(seed)"
    let directory = output.appendingPathComponent(name, isDirectory: true)
    var arguments =
      [
        "optimize", "--quiet", "--target", folder, "--budget", "\(budget)", "--seed", "\(seed)",
        "-o", directory.path,
      ] + passed
    for knowledge in arm.without { arguments += ["--without", knowledge.rawValue] }
    if arm == .library { arguments += ["--start", try drawn(seed, name).path] }
    let store = directory.appendingPathComponent("run.db")
    if FileManager.default.fileExists(atPath: store.path) { arguments.append("--resume") }
    let result = try await Program(program, arguments: arguments).run()
    guard result.ending != .exited(130) else {
      throw BenchError("\(name) was stopped; the same command goes on with it")
    }
    // 1: some molecule could not be docked, which costs the arm its call.
    guard result.ending == .exited(0) || result.ending == .exited(1) else {
      throw BenchError(
        "\(name): \(result.ending) \(String(decoding: result.standardError, as: UTF8.self))")
    }
    return try OptimizeCurve(directory.appendingPathComponent("trajectory.csv"))
  }

  /// What would be docked, each molecule once: repeats would leave calls to the editor.
  private static func distinct(_ list: MoleculeList) -> [String] {
    var seen: Set<String> = []
    return list.molecules.compactMap { molecule in
      guard let parent = try? SaltStripping(molecule, protonation: .neutral).parent,
        case let text = parent.canonicalSMILES, seen.insert(text).inserted
      else { return nil }
      return text
    }
  }

  /// A file of as many molecules of the library as may be docked.
  private func drawn(_ seed: Int, _ name: String) throws -> URL {
    var random = SeededRandom(seed: UInt64(seed))
    let file = output.appendingPathComponent("\(name).smi")
    let lines = library.shuffled(using: &random).prefix(budget).map { "\($0)\n" }
    try Data(lines.joined().utf8).write(to: file)
    return file
  }
}
