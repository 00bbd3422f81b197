import Descriptors
import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph
import Perception
import Processes
import SMILES

/// An editor that is any other program: it reads what is known as JSON lines on standard input, and
/// writes proposals as JSON lines.
///
/// The program is started for each batch, without a shell. It reads
///
///     {"type":"request","count":8,"seed":123,"target":"ADRB1","objective":"…","rules":["…"]}
///     {"type":"molecule","call":1,"frontier":true,"feedback":{…},"parents":[],"edit":"start",…}
///     {"type":"failure","call":2,"smiles":"…","reason":"…","parents":[1],"edit":"…"}
///     {"type":"submitted","smiles":"…"}
///
/// a line for each molecule that was tried, in the order of the calls, then one for each that is
/// being docked or was tried and forgotten; `feedback`, what `explain` gives as JSON, is there for
/// members of the frontier, `smiles`, `objective`, `dock` and `qed` for all that were docked. It
/// writes, most promising first,
///
///     {"smiles":"CCO","parents":[1],"edit":"what was done","reason":"what of the feedback asked for it"}
///
/// of which `smiles` alone is needed. Lines that cannot be used are left out and told.
public struct CommandEditor: Editor {
  public typealias Artifact = String
  public typealias Feedback = Findings

  /// Seconds for one batch.
  public static let usualTimeLimit = 600.0

  private let program: URL
  private let arguments: [String]
  private let target: String
  private let objective: Objective
  private let form: ValuedForm
  private let timeLimit: Double
  private let warn: @Sendable (String) -> Void

  /// - Parameters:
  ///   - program: found and executable.
  ///   - objective: told in words; what its constraints refuse is left out.
  ///   - form: the form in which a molecule is valued.
  ///   - timeLimit: seconds for one batch.
  ///   - warn: told of each proposal that cannot be used.
  public init(
    program: URL, arguments: [String] = [], target: String, objective: Objective = .standard,
    form: @escaping ValuedForm, timeLimit: Double = CommandEditor.usualTimeLimit,
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.program = program
    self.arguments = arguments
    self.target = target
    self.objective = objective
    self.form = form
    self.timeLimit = timeLimit
    self.warn = warn
  }

  /// - Throws: `EditorError` when the program cannot be started, fails, takes too long, or writes
  ///   nothing but what is no JSON line.
  public func proposals(
    _ count: Int, frontier: [Candidate<String, Findings>],
    history: [Candidate<String, Findings>], submitted: Set<String>,
    random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    let seed = random.next() >> 33
    let result: ProgramResult
    do {
      result = try await Program(
        program, arguments: arguments,
        standardInput: try input(
          count, seed, frontier: frontier, history: history, submitted: submitted),
        timeLimit: timeLimit
      ).run()
    } catch let error as ProcessError {
      if error.code == .cancelled { throw CancellationError() }
      throw EditorError("the editor's program: \(error.description)")
    }
    guard result.succeeded else { throw EditorError(Self.reason(of: result, program, timeLimit)) }
    guard !result.outputTruncated else {
      throw EditorError("\(program.path) wrote more than 16 MB for \(count) proposals")
    }
    return try read(
      result.standardOutput, known: Set((history + frontier).map(\.id)),
      tried: submitted.union((history + frontier).map(\.artifact)), count: count)
  }

  // MARK: What the program reads

  private struct Request: Encodable {
    var type = "request"
    let count: Int
    let seed: UInt64
    let target: String
    let objective: String
    let rules: [String]
  }

  private struct Line: Encodable {
    let type: String
    let call: Int
    let smiles: String
    let frontier: Bool
    let parents: [Int]
    let edit: String
    var objective: Double?
    var dock: Double?
    var qed: Double?
    var reason: String?
  }

  private struct Submitted: Encodable {
    var type = "submitted"
    let smiles: String
  }

  private func input(
    _ count: Int, _ seed: UInt64, frontier: [Candidate<String, Findings>],
    history: [Candidate<String, Findings>], submitted: Set<String>
  ) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(
      Request(
        count: count, seed: seed, target: target, objective: objective.words,
        rules: objective.constraints.words))
    let best = Set(frontier.map(\.id))
    var seen: Set<Int> = []
    let all = (history + frontier).sorted { $0.id < $1.id }.filter { seen.insert($0.id).inserted }
    let tried = all.compactMap(\.feedback).reduce(into: TriedMolecules()) { $0.add($1) }
    for candidate in all {
      data.append(UInt8(ascii: "\n"))
      data.append(
        try self.line(candidate, isBest: best.contains(candidate.id), tried: tried, encoder))
    }
    for smiles in submitted.subtracting(all.map(\.artifact)).sorted() {
      data.append(UInt8(ascii: "\n"))
      data.append(try encoder.encode(Submitted(smiles: smiles)))
    }
    data.append(UInt8(ascii: "\n"))
    return data
  }

  private func line(
    _ candidate: Candidate<String, Findings>, isBest: Bool, tried: TriedMolecules,
    _ encoder: JSONEncoder
  ) throws -> Data {
    var line = Line(
      type: candidate.feedback == nil ? "failure" : "molecule", call: candidate.id,
      smiles: candidate.artifact, frontier: isBest, parents: candidate.proposal.parents,
      edit: candidate.proposal.edit)
    line.objective = candidate.score
    line.dock = candidate.feedback?.docked.affinity
    line.qed = candidate.feedback?.drugLikeness.score
    line.reason = candidate.failure
    let text = try encoder.encode(line)
    guard isBest, let findings = candidate.feedback else { return text }
    // The feedback is an object of its own, so it goes in as it is written elsewhere.
    let feedback = try FeedbackJSON.data(
      .scored(findings.placed(among: tried)), smiles: candidate.artifact, target: target,
      isPretty: false)
    return text.dropLast() + Data(",\"feedback\":".utf8) + feedback + Data("}".utf8)
  }

  // MARK: What it writes

  /// A number, or one as text; without `call` where it is neither.
  private struct Parent: Decodable {
    let call: Int?

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      call = (try? value.decode(Int.self)) ?? (try? value.decode(String.self)).flatMap { Int($0) }
    }
  }

  private struct Answer: Decodable {
    let smiles: String
    let parents: [Int]
    let edit: String?
    let reason: String?

    private enum Key: String, CodingKey { case smiles, parents, edit, reason }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      smiles = try fields.decode(String.self, forKey: .smiles)
      // One parent may stand without brackets.
      let several =
        (try? fields.decode([Parent].self, forKey: .parents))
        ?? (try? [fields.decode(Parent.self, forKey: .parents)])
      parents = (several ?? []).compactMap(\.call)
      edit = try fields.decodeIfPresent(String.self, forKey: .edit)
      reason = try fields.decodeIfPresent(String.self, forKey: .reason)
    }
  }

  /// The lines that cannot be used.
  private struct Problems {
    /// So many are told of; chosen.
    static let mostTold = 20
    private(set) var count = 0
    /// The first line that is no answer, and whether another is one.
    var firstUnreadable: String?
    var hasAnswer = false
    let warn: @Sendable (String) -> Void

    mutating func report(_ problem: String) {
      count += 1
      if count <= Self.mostTold { warn(problem) }
    }

    func reportRest() {
      guard count > Self.mostTold else { return }
      warn("\(count - Self.mostTold) more lines of the editor's output cannot be used")
    }
  }

  private func read(
    _ output: Data, known: Set<Int>, tried: Set<String>, count: Int
  ) throws(EditorError) -> [Proposal<String>] {
    var proposals: [Proposal<String>] = []
    var seen = tried
    var problems = Problems(warn: warn)
    let lines = output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where proposals.count < count {
      guard let answer = answer(line, number: index + 1, &problems) else { continue }
      problems.hasAnswer = true
      let quoted = ForeignProposal.quoted(answer.smiles)
      do throws(ForeignProposal.Problem) {
        let read = try proposal(answer, known: known)
        let smiles = read.proposal.artifact
        guard seen.insert(smiles).inserted else {
          throw ForeignProposal.Problem(
            message: tried.contains(smiles) ? "was tried before" : "it wrote before")
        }
        proposals.append(read.proposal)
        if let stranger = read.strangers.first {
          problems.report(
            "the editor names \(stranger) as a parent of \(quoted): no call that it was shown, "
              + "and left out")
        }
      } catch {
        problems.report("the editor proposed \(quoted), which \(error.message)")
      }
    }
    problems.reportRest()
    if !problems.hasAnswer, let unreadable = problems.firstUnreadable {
      throw EditorError(unreadable)
    }
    return proposals
  }

  /// What a line says; nil for an empty one and one that is no answer.
  private func answer(_ line: Data, number: Int, _ problems: inout Problems) -> Answer? {
    let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    if text.allSatisfy({ $0 == UInt8(ascii: " ") }) { return nil }
    if let answer = try? JSONDecoder().decode(Answer.self, from: text) { return answer }
    let problem =
      "\(program.path), line \(number) of its output: expected an object like "
      + "{\"smiles\":\"CCO\"}, found “\(String(decoding: text.prefix(80), as: UTF8.self))”"
    problems.firstUnreadable = problems.firstUnreadable ?? problem
    problems.report(problem)
    return nil
  }

  private func proposal(
    _ answer: Answer, known: Set<Int>
  ) throws(ForeignProposal.Problem) -> ForeignProposal {
    let read = try ForeignProposal(
      smiles: answer.smiles, form: form, parents: answer.parents, known: known, edit: answer.edit,
      reason: answer.reason, author: program.lastPathComponent)
    if let violation = objective.constraints.violation(by: DescriptorContext(read.molecule)) {
      throw ForeignProposal.Problem(message: "the objective refuses: \(violation)")
    }
    return read
  }

  private static func reason(of result: ProgramResult, _ program: URL, _ limit: Double) -> String {
    let how =
      switch result.ending {
      case .exited(let status): "ended with status \(status)"
      case .signaled(let signal): "was ended by signal \(signal)"
      case .timedOut: "took more than \(limit.short) s"
      }
    let last =
      String(decoding: result.standardError.suffix(400), as: UTF8.self)
      .split(separator: "\n").last.map { ": \($0)" } ?? ""
    return "\(program.path) \(how)\(last)"
  }
}

/// Why an editor has no proposals.
public struct EditorError: Error, Hashable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
