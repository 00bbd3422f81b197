import Foundation
import Targets

extension Command {
  package static let targetsAdd = Command(
    name: "targets add",
    summary: "Make a target of a receptor file.",
    details: """
      Writes a folder NAME with target.xml and a copy of the receptor, which --target NAME then finds.
      It goes to the folder of -o, else to the first folder of $LIGATURE_TARGETS that can be written.
      Key residues, known ligands and what the protein is can be filled in by hand; a receptor is a
      PDBQT file with polar hydrogens and AutoDock atom types.
      """,
    positionals: [Positional("NAME", "What the target is to be called.", completion: .none)],
    flags: [
      Flag(
        "--receptor", value: "FILE", "The receptor, rigid PDBQT.", isRequired: true,
        completion: .file)
    ] + BoxFlags.flags + [
      Flag(
        "--output", letter: "-o", value: "FOLDER", "The folder of targets.",
        standard: "the first of $LIGATURE_TARGETS", completion: .folder)
    ],
    examples: [
      Example(
        "ligature targets add MYKINASE --receptor site.pdbqt --autobox-ligand crystal.sdf -o mine",
        "The box of a crystal's ligand, 4 Å larger on every side."),
      Example(
        "ligature targets add MYKINASE --receptor site.pdbqt --center 1.6,26.3,9.3 --size 24,24,24",
        "A box by numbers."),
    ]
  ) { typed, session in try TargetAddition(typed).run(in: session) }
}

/// What a `targets add` command line means, and its work.
struct TargetAddition {
  private let name: String
  private let receptor: String
  private let box: BoxFlags
  private let folder: String?

  init(_ typed: TypedArguments) throws(UsageError) {
    name = typed.positionals[0]
    receptor = try typed.required("--receptor")
    box = try BoxFlags(typed)
    folder = typed.text("--output")
    guard box.isGiven else {
      throw UsageError(
        "a target needs a box",
        hint: "add --autobox-ligand FILE, or --center X,Y,Z and --size X,Y,Z")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let folder = try destination(session)
    do throws(TargetError) {
      guard let box = try box.box() else { return .nothingDone }
      let target = try ProteinTarget(receptor: URL(fileURLWithPath: receptor), box: box)
      let place = try target.write(as: name, in: folder)
      let check = TargetCheck(directory: place, schema: session.targets.schema)
      for finding in check.findings { session.notes.warning(finding.description) }
      guard check.errors.isEmpty else {
        session.notes.note("\(place.relativePath) is written; nothing docks into it as it is")
        return .someInputFailed
      }
      session.notes.note("\(place.relativePath): “--target \(shownName(place))” docks into it")
      return .done
    } catch {
      throw CommandFailure(error.description)
    }
  }

  private func shownName(_ place: URL) -> String { folder == nil ? name : place.relativePath }

  private func destination(_ session: Session) throws(CommandFailure) -> URL {
    if let folder { return URL(fileURLWithPath: folder, isDirectory: true) }
    let folders = (session.environment["LIGATURE_TARGETS"] ?? "").split(separator: ":")
    guard
      let writable = folders.first(where: {
        FileManager.default.isWritableFile(atPath: String($0))
      })
    else {
      throw CommandFailure(
        folders.isEmpty
          ? "there is no folder for targets"
          : "no folder of $LIGATURE_TARGETS can be written: \(folders.joined(separator: ", "))",
        hint: "name one with -o FOLDER, or set LIGATURE_TARGETS to one of yours")
    }
    return URL(fileURLWithPath: String(writable), isDirectory: true)
  }
}
