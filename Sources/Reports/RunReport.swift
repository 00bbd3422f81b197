/// What the report of an optimization tells, as plain values.
public struct RunReport: Sendable {
  public struct Target: Sendable {
    public var name: String
    public var fullName: String
    public var gene: String
    public var organism: String
    public var uniprot: String
    /// PDB code.
    public var structure: String
    /// Where the structure comes from, with licence.
    public var source: String

    public init(
      name: String, fullName: String = "", gene: String = "", organism: String = "",
      uniprot: String = "", structure: String = "", source: String = ""
    ) {
      self.name = name
      self.fullName = fullName
      self.gene = gene
      self.organism = organism
      self.uniprot = uniprot
      self.structure = structure
      self.source = source
    }
  }

  /// One line of the settings: budget, seed, engine, box and so on.
  public struct Setting: Sendable, Hashable {
    public let label: String
    public let value: String
    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  public var target: Target
  /// Best first.
  public var best: [BestMolecule]
  /// What was optimized, as the start of a sentence.
  public var objective: String
  /// In the order of the run.
  public var calls: [Trajectory.Call]
  /// Percentiles of the objective over a published database, ascending.
  public var percentiles: [TrajectoryPlot.Reference]
  /// Best objectives that published methods reached.
  public var publishedBests: [TrajectoryPlot.Reference]
  public var settings: [Setting]
  /// What a reader must know to judge the numbers, such as an engine other than the published one.
  public var notes: [String]

  public init(
    target: Target, best: [BestMolecule], calls: [Trajectory.Call],
    objective: String = "−docking score − 10·(1 − QED)",
    percentiles: [TrajectoryPlot.Reference] = [],
    publishedBests: [TrajectoryPlot.Reference] = [], settings: [Setting] = [],
    notes: [String] = []
  ) {
    self.target = target
    self.best = best
    self.objective = objective
    self.calls = calls
    self.percentiles = percentiles
    self.publishedBests = publishedBests
    self.settings = settings
    self.notes = notes
  }

  /// The report as one HTML file.
  public var html: String {
    var sections = [header]
    if !notes.isEmpty { sections.append(.fragment(notes.map { Page.paragraph($0, kind: "soft") })) }
    sections.append(bestSection)
    sections.append(progressSection)
    if !(percentiles.isEmpty && publishedBests.isEmpty) { sections.append(comparisonSection) }
    sections.append(triedSection)
    sections.append(provenanceSection)
    return Page(title: "Ligands for \(target.name)", sections: sections).html
  }
}
