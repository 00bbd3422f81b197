import Conformers
import Docking
import Foundation
import MoleculeFiles
import Perception
import Reports
import Synchronization

/// A run of `conformers`: molecules on every core, ensembles in the order of the input.
struct ConformerRun: Sendable {
  private struct Counts {
    var molecules = 0
    var conformers = 0
    var failed = 0
  }

  /// One molecule's records, or why there are none.
  private typealias Answer = Result<[Structure3D], CommandFailure>

  let request: ConformersRequest
  let session: Session
  private let workers: StructureWorkers

  init(_ request: ConformersRequest, session: Session) {
    self.request = request
    self.session = session
    workers = StructureWorkers(worker: session.worker, count: request.jobs)
  }

  func run() async throws -> ExitStatus {
    do { _ = try await workers.check() } catch {
      throw CommandFailure(error.description, hint: "“ligature doctor” checks the installation")
    }
    do {
      let status = try await session.writing(to: request.output, from: request.files) { output in
        try await write(to: output)
      }
      await workers.shutDown()
      return status
    } catch {
      await workers.shutDown()
      throw error
    }
  }

  private func write(to output: OutputFile) async throws -> ExitStatus {
    let input = Mutex(
      MoleculeInput(
        request.files, format: request.input.format, columns: request.input.columns,
        notes: session.notes))
    let counts = Mutex(Counts())
    let progress = Progress("embedding", total: nil, notes: session.notes)
    let molecules = OrderedBatches(
      jobs: request.jobs, nextBatch: { input.withLock { $0.nextBatch(of: 1) } },
      consume: { (answers: [(InputMolecule, Answer)]) in
        for (entry, answer) in answers {
          counts.withLock { $0.molecules += 1 }
          switch answer {
          case .success(let structures):
            counts.withLock { $0.conformers += structures.count }
            try output.write(ConformerSDF.records(structures, name: entry.name))
          case .failure(let failure):
            counts.withLock { $0.failed += 1 }
            session.notes.error(failure.message)
          }
          progress.advance(failed: answer.isFailure ? 1 : 0)
        }
      })
    try await molecules.run { batch in
      var answers: [(InputMolecule, Answer)] = []
      for entry in batch {
        let molecule = InputMolecule(entry)
        answers.append((molecule, await answer(to: molecule)))
      }
      return answers
    }
    progress.finish()
    return tell(counts.withLock { $0 }, unreadableFiles: input.withLock { $0.unreadable })
  }

  private func answer(to entry: InputMolecule) async -> Answer {
    let place = "\(entry.file):\(entry.line)" + (entry.name.isEmpty ? "" : " (\(entry.name))")
    do {
      let stripped = try SaltStripping(
        entry.molecule.get(), policy: request.salts, protonation: request.protonation)
      let molecule = try await workers.molecule(stripped.parent, with: request.protonation)
      let openness = Stereoisomers(of: molecule, limit: 1).openness
      for note in [stripped.note, openness.map { "\($0); all conformers have one form" }] {
        if let note { session.notes.note("\(place): \(note)") }
      }
      return .success(try await workers.ensemble(of: molecule, request.ensemble))
    } catch let error as FileError {
      return .failure(CommandFailure(error.description))
    } catch let error as DockingFailure {
      return .failure(CommandFailure("\(place): \(error.reason)"))
    } catch {
      return .failure(CommandFailure("\(place): \(error)"))
    }
  }

  private func tell(_ counts: Counts, unreadableFiles: Int) -> ExitStatus {
    session.notes.note(
      "\(counts.conformers) conformers of \(counts.molecules - counts.failed) molecules"
        + (counts.failed > 0 ? "; \(counts.failed) failed" : ""))
    if counts.molecules == 0, unreadableFiles == request.files.count { return .nothingDone }
    return counts.failed > 0 || unreadableFiles > 0 ? .someInputFailed : .done
  }
}

extension Result {
  fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
