import Foundation
import MoleculeGraph
import Perception
import SMILES

/// Everything that is wrong or odd in a target's folder.
public struct TargetCheck: Sendable {
  /// A key residue with the distance of its nearest heavy atom from the center of the box, Å.
  public struct ResidueDistance: Hashable, Sendable {
    public let key: KeyResidue
    public let atom: String
    public let distance: Double
  }

  public let directory: URL
  /// In the order of the checks; empty for a sound target.
  public let findings: [TargetFinding]
  /// One for each key residue that the receptor file has.
  public let residueDistances: [ResidueDistance]

  public var errors: [TargetFinding] { findings.filter { $0.severity == .error } }

  /// Checks a folder.
  ///
  /// - Parameter schema: the RELAX NG schema; without it as `ProteinTarget(directory:schema:)`.
  public init(directory: URL, schema: URL? = nil) {
    self.directory = directory
    var checking = Checking(folder: TargetFolder(directory: directory))
    checking.run(schema: schema ?? TargetLibrary.schema(beside: directory))
    findings = checking.findings
    residueDistances = checking.distances
  }
}

/// The steps of a check; each adds what it finds.
private struct Checking {
  let folder: TargetFolder
  var findings: [TargetFinding] = []
  var distances: [TargetCheck.ResidueDistance] = []

  mutating func run(schema: URL?) {
    let folder = folder
    guard
      let definition = attempt({ () throws(TargetError) in try folder.definition(schema: schema) })
    else { return }
    checkName(definition)
    checkPercentiles(definition)
    checkLigands(definition)
    guard let url = attempt({ () throws(TargetError) in try folder.receptorURL(definition) }),
      let (bytes, sha256) = attempt({ () throws(TargetError) in try folder.receptorBytes(url) })
    else { return }
    if let mismatch = folder.mismatch(definition, sha256: sha256) { findings.append(mismatch) }
    let text = String(decoding: bytes, as: UTF8.self)
    guard
      let receptor = attempt({ () throws(TargetError) in
        try Receptor(pdbqt: text, file: url.path)
      })
    else { return }
    checkBox(definition, receptor)
    checkAtomTypes(receptor, file: url.path)
    checkResidues(definition, receptor)
  }

  private mutating func attempt<Value>(_ step: () throws(TargetError) -> Value) -> Value? {
    do { return try step() } catch {
      findings += error.findings
      return nil
    }
  }

  private mutating func report(
    _ severity: TargetFinding.Severity, line: Int, _ message: String
  ) {
    findings.append(
      TargetFinding(
        severity: severity, file: folder.definitionURL.path, line: line, message: message))
  }

  private mutating func checkName(_ definition: TargetDefinition) {
    let name = folder.directory.standardizedFileURL.lastPathComponent
    if name != definition.name {
      report(
        .warning, line: definition.nameLine,
        "the target is called \(definition.name), its folder \(name); it is found as \(name)")
    }
  }

  private mutating func checkPercentiles(_ definition: TargetDefinition) {
    for (lower, upper) in zip(definition.percentiles, definition.percentiles.dropFirst())
    where upper.value.value < lower.value.value {
      report(
        .error, line: upper.line,
        "\(upper.value.label) (\(upper.value.value)) is below \(lower.value.label) "
          + "(\(lower.value.value)); percentiles ascend")
    }
  }

  private mutating func checkLigands(_ definition: TargetDefinition) {
    for (ligand, line) in definition.ligands {
      do throws(SMILESError) {
        let molecule = try Molecule(smiles: ligand.smiles)
        do throws(PerceptionError) { _ = try PerceivedMolecule(molecule) } catch {
          report(.error, line: line, "\(ligand.name): \(error)")
        }
      } catch {
        report(.error, line: line, "\(ligand.name): \(error)")
      }
    }
  }

  private mutating func checkBox(_ definition: TargetDefinition, _ receptor: Receptor) {
    let box = definition.box
    let inside = receptor.atoms.count { box.contains($0.position) }
    if inside == 0 {
      let nearest = receptor.atoms.map { box.distance(to: $0.position) }.min() ?? 0
      report(
        .error, line: definition.boxLine,
        "no atom of the receptor is in the box; the nearest is \(angstroms(nearest)) away")
    } else if inside < 50 {
      report(
        .warning, line: definition.boxLine,
        "only \(inside) atoms of the receptor are in the box; is it at the binding site?")
    }
    let volume = box.size.x * box.size.y * box.size.z
    if volume > 40_000 {
      report(
        .warning, line: definition.boxLine,
        "the box has \(Int(volume)) Å³; beyond 27,000 Å³ the search needs more exhaustiveness")
    }
  }

  private mutating func checkAtomTypes(_ receptor: Receptor, file: String) {
    let unknown = Set(receptor.atoms.map(\.type)).subtracting(Receptor.vinaAtomTypes).sorted()
    guard !unknown.isEmpty else { return }
    findings.append(
      TargetFinding(
        severity: .warning, file: file, line: 0,
        message: "atom types that Vina does not know: \(unknown.joined(separator: ", "))"))
  }

  private mutating func checkResidues(_ definition: TargetDefinition, _ receptor: Receptor) {
    var seen: Set<String> = []
    for (key, line) in definition.residues {
      let residue = key.residue
      let label = "\(residue.chain)\(residue.number)\(residue.insertionCode)"
      if !seen.insert(label).inserted {
        report(.warning, line: line, "residue \(label) (\(key.alias)) is listed twice")
      }
      let atoms = receptor.atoms(of: key)
      guard let found = atoms.first else {
        report(
          .error, line: line, "\(key.alias): the receptor file has no residue \(label)")
        continue
      }
      guard found.residue.name == residue.name else {
        report(
          .error, line: line,
          "\(key.alias): residue \(label) of the receptor file is \(found.residue.name), "
            + "not \(residue.name)")
        continue
      }
      checkPlace(key, atoms, line: line, box: definition.box)
    }
  }

  private mutating func checkPlace(
    _ key: KeyResidue, _ atoms: [ReceptorAtom], line: Int, box: SearchBox
  ) {
    let heavy = atoms.filter { !$0.isHydrogen }
    func distance(_ atom: ReceptorAtom) -> Double { length(atom.position - box.center) }
    guard let nearest = heavy.min(by: { distance($0) < distance($1) }) else { return }
    distances.append(
      TargetCheck.ResidueDistance(
        key: key, atom: nearest.name, distance: distance(nearest)))
    guard !heavy.contains(where: { box.contains($0.position) }) else { return }
    report(
      .error, line: line,
      "\(key.alias): \(key.residue.name) \(key.residue.number) of the receptor file lies outside the "
        + "box, \(angstroms(distance(nearest))) from its center; is the number the file's own?")
  }

  private func angstroms(_ value: Double) -> String { String(format: "%.1f Å", value) }
}
