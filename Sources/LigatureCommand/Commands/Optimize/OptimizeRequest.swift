import Editors
import FeedbackDescent
import Foundation
import RunStore

/// What an `optimize` command line means.
struct OptimizeRequest: Sendable {
  enum EditorName: String, CaseIterable, Sendable { case chemist, llm, mix, command }
  enum ModeName: String, CaseIterable, Sendable { case frontier, incumbent }

  /// Acetamide, pentane and benzene, from which the published runs start (arXiv 2511.07919).
  static let standardStarts = ["CC(N)=O", "CCCCC", "c1ccccc1"]

  let docking: DockingFlags
  let starts: [String]
  let editor: EditorName
  /// The editor's program and what it is given, where it is a command.
  let editorCommand: String?
  let editorArguments: [String]
  /// The file that declares the objective; nil for the standard one.
  let objective: String?
  /// What the editors llm and mix ask.
  let languageModel: LanguageModelFlags?
  /// Seconds that a model or a program may take for its answer; nil for the standard.
  let answerTimeout: Double?
  /// The file of the groups that the chemist editor attaches; nil for the shipped one.
  let fragments: String?
  /// What the chemist editor does not use.
  let without: Set<ChemistEditor.Knowledge>
  let loop: Settings
  let directory: URL
  let isResumed: Bool

  init(_ typed: TypedArguments, cores: Int) throws(UsageError) {
    docking = try DockingFlags(typed, cores: cores, macrocycle: .rigid)
    let named = typed.texts("--start")
    starts = named.isEmpty ? Self.standardStarts : named
    editor = try typed.choice("--editor") ?? .chemist
    editorCommand = typed.text("--editor-command")
    editorArguments = typed.texts("--editor-argument")
    guard (editor == .command) == (editorCommand != nil) else {
      throw UsageError(
        editor == .command
          ? "--editor command needs --editor-command PROGRAM"
          : "--editor-command goes with --editor command")
    }
    guard editorCommand != nil || editorArguments.isEmpty else {
      throw UsageError("--editor-argument goes with --editor-command")
    }
    languageModel = try LanguageModelFlags(typed, isAsked: editor == .llm || editor == .mix)
    answerTimeout = try typed.number("--answer-timeout", in: 1...86_400)
    guard answerTimeout == nil || editor != .chemist else {
      throw UsageError("--answer-timeout goes with --editor llm, mix or command")
    }
    objective = typed.text("--objective")
    fragments = typed.text("--fragments")
    without = Set(try typed.choices("--without"))
    guard without.isEmpty || editor == .chemist else {
      throw UsageError("--without goes with --editor chemist")
    }
    guard fragments == nil || editor != .command else {
      throw UsageError("--fragments goes with the chemist editor")
    }
    directory = URL(fileURLWithPath: try typed.required("--output"), isDirectory: true)
    isResumed = typed.has("--resume")
    loop = try Self.loop(typed, docking)
  }

  private static func loop(
    _ typed: TypedArguments, _ docking: DockingFlags
  ) throws(UsageError) -> Settings {
    let frontier = try typed.integer("--frontier", in: 1...10_000)
    let mode: ModeName = try typed.choice("--mode") ?? .frontier
    if frontier != nil, mode == .incumbent {
      throw UsageError("--mode incumbent revises one molecule; --frontier asks for several")
    }
    var loop = Settings(
      mode: mode == .incumbent ? .incumbent : .frontier(size: frontier ?? 10),
      batch: try typed.integer("--batch", in: 1...10_000) ?? 8,
      budget: try typed.integer("--budget", in: 1...10_000_000) ?? 100,
      patience: try typed.integer("--patience", in: 1...10_000_000),
      target: try typed.number("--stop-at", in: -1000...1000),
      seed: UInt64(docking.settings.seed), parallelism: docking.jobs)
    if let seconds = try typed.number("--time-limit", in: 0.001...100_000_000) {
      loop.limits.run = .seconds(seconds)
    }
    return loop
  }

  var frontierSize: Int {
    if case .frontier(let size) = loop.mode { size } else { 1 }
  }

  /// The settings of the loop that a resumed run must share, and those that may change.
  func runSettings(starts: [String]) -> [RunSettings.Setting] {
    let mode =
      switch loop.mode {
      case .frontier(let size): "frontier of \(size)"
      case .incumbent: "incumbent"
      }
    var settings: [RunSettings.Setting] = [
      .init("editor", editor.rawValue), .init("mode", mode),
      .init("diversity", "two of a scaffold"), .init("batch", "\(loop.batch)"),
      .init("starts", starts.joined(separator: " ")),
      .init("budget", "\(loop.budget)", mayChange: true),
      .init("patience", loop.patience.map { "\($0)" } ?? "none", mayChange: true),
      .init("stop at", loop.target.map { "\($0)" } ?? "none", mayChange: true),
    ]
    if !without.isEmpty {
      settings.append(.init("without", without.map(\.rawValue).sorted().joined(separator: ", ")))
    }
    if let languageModel { settings += languageModel.settings }
    // Arguments are not recorded: a key may be among them.
    if let editorCommand {
      settings.append(.init("editor command", editorCommand, mayChange: true))
    }
    return settings
  }
}
