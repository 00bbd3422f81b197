import Descriptors
import Docking
import MoleculeGraph
import Perception
import SMILES
import Targets

/// Turns the docking of one molecule on one target into feedback.
///
///     let assessor = Assessor(target: target)
///     let assessment = assessor.assess("CC(N)=O", outcome)
public struct Assessor: Sendable {
  public var target: ProteinTarget { contacts.target }
  private let contacts: ContactReader
  private let ligands: KnownLigands
  private let scoring: VinaScoring?
  private let grid: PocketGrid?
  private let maps: AffinityMaps?
  private let objective: Objective

  /// Reads the groups of the receptor around the search box and maps its room once: 0.1 to 0.2 s
  /// with `scoring`, some milliseconds without.
  ///
  /// - Parameters:
  ///   - scoring: Vina's function for this receptor, where the engine scores with it; without it
  ///     nothing is said about which atoms carry the energy, nor where there is room.
  ///   - objective: tells what QED counts, and values molecules where it asks for no further
  ///     targets; `PanelAssessor` knows of these.
  public init(
    target: ProteinTarget, scoring: VinaScoring? = nil, objective: Objective = .standard
  ) {
    self.scoring = scoring
    self.objective = objective
    ligands = KnownLigands(target.knownLigands)
    contacts = ContactReader(target: target)
    grid = scoring.map { PocketGrid(scoring: $0, box: target.box) }
    maps = scoring.map { AffinityMaps(scoring: $0, box: target.box) }
  }

  /// Feedback on a molecule; a docking that failed, or poses that do not belong to the molecule,
  /// give `.failed` with stage and reason.
  ///
  /// - Parameters:
  ///   - smiles: canonical SMILES; atoms and spans of the feedback refer to this text.
  ///   - outcome: the docking of this molecule, atoms in the order of `smiles`.
  ///   - incumbent: what to compare with.
  public func assess(
    _ smiles: String, _ outcome: DockingOutcome, against incumbent: Findings? = nil
  ) -> Assessment {
    switch outcome {
    case .failed(let failure): return .failed(failure)
    case .docked(let docked):
      do throws(DockingFailure) {
        let molecule = try PerceivedMolecule(dockable: smiles)
        try Self.check(docked, against: molecule)
        return .scored(findings(smiles, molecule, docked, incumbent))
      } catch {
        return .failed(error)
      }
    }
  }

  /// Poses must name the atoms of the molecule: same elements in the same order.
  private static func check(
    _ docked: DockedLigand, against molecule: PerceivedMolecule
  ) throws(DockingFailure) {
    let same = docked.molecule.atoms.map(\.element) == molecule.atoms.map(\.element)
    guard same, !docked.poses.isEmpty else {
      throw DockingFailure(
        stage: .score, reason: "the poses do not have the atoms of the molecule in its order")
    }
    for pose in docked.poses {
      let parents = pose.hydrogens.allSatisfy { $0.parent >= 0 && $0.parent < molecule.atomCount }
      guard pose.coordinates.count == molecule.atomCount, parents, pose.affinity.isFinite else {
        throw DockingFailure(stage: .score, reason: "a pose lacks atoms or has no finite affinity")
      }
    }
  }

  private func findings(
    _ smiles: String, _ molecule: PerceivedMolecule, _ docked: DockedLigand, _ incumbent: Findings?
  ) -> Findings {
    let reader = PoseReader(contacts: contacts, written: molecule, docked: docked)
    let readings = reader.readings()
    let context = DescriptorContext(molecule)
    let reading = PropertyReading(
      molecule: molecule, docked: docked, drugLikeness: DrugLikeness(molecule), readings: readings,
      basicAmines: molecule.amines.basic, alerts: NamedAlert.all(context),
      qedWeight: objective.qedWeight)
    // A pose that was checked against its molecule has terms; without them nothing is said of them.
    let terms = try? scoring?.terms(of: docked.poses[0], in: docked)
    let room = grid.map { reader.room(in: $0, contacts) }
    var alone = Findings(
      smiles: smiles, molecule: molecule, docked: docked,
      judgement: objective.judgement(score: docked.affinity, properties: context),
      drugLikeness: reading.drugLikeness, properties: PropertyTable(reading),
      contactsByMode: reader.contactsByMode, keyResidues: readings,
      neighbors: ligands.nearest(to: molecule), terms: terms,
      room: room, statements: statements(reading, reader, context, terms, room))
    alone.maps = maps
    return incumbent.map { alone.compared(with: $0) } ?? alone
  }

  private func statements(
    _ reading: PropertyReading, _ reader: PoseReader, _ context: DescriptorContext,
    _ terms: VinaTerms?, _ room: Room?
  ) -> [Statement] {
    let writer = StatementWriter(reading.molecule)
    var all = KeyResidueFindings(writer: writer, readings: reading.readings).statements()
    all += DrugLikenessFindings(
      writer: writer, molecule: reading.molecule, drugLikeness: reading.drugLikeness,
      weight: objective.qedWeight, held: reading.readings.heldAtoms
    ).statements()
    all += PropertyFindings(writer: writer, reading: reading).statements()
    all += DevelopmentFindings(
      writer: writer, context: context, named: reading.alerts
    ).statements()
    if let terms {
      all += AffinityFindings(
        writer: writer, molecule: reading.molecule, drugLikeness: reading.drugLikeness,
        terms: terms
      ).statements()
    }
    if let room { all += RoomFindings(writer: writer, room: room).statements() }
    let unmet = UnmetPolarFindings(
      writer: writer, site: contacts.site, docked: reading.docked, groups: reader.groups,
      contacts: reader.contactsByMode[0])
    all += [unmet.statement()].compactMap(\.self)
    all += PoseShapeFindings(writer: writer, site: contacts.site, docked: reading.docked)
      .statements()
    return all.sortedByStrength()
  }
}

extension Findings {
  /// The same findings with a comparison with another molecule of the same target.
  public func compared(with incumbent: Findings) -> Findings {
    var found = self
    let comparison = Comparison(self, incumbent)
    let sentence = ComparisonFindings(writer: StatementWriter(molecule)).statement(comparison)
    found.comparison = comparison
    found.statements = [sentence] + statements.filter { $0.kind != .comparison }
    return found
  }
}

extension [Statement] {
  /// Strongest first; of equals the one that came first.
  func sortedByStrength() -> [Statement] {
    enumerated().sorted { left, right in
      left.element.strength != right.element.strength
        ? left.element.strength > right.element.strength : left.offset < right.offset
    }.map(\.element)
  }
}
