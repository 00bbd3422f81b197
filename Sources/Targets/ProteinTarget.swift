import Foundation

/// A protein to find ligands for: what it is, where its binding site lies, and what is known of it.
///
/// Read from a folder with `target.xml` and the receptor by `ProteinTarget(directory:)`.
public struct ProteinTarget: Sendable {
  /// Short name, also the folder's: `"ADRB1"`.
  public let name: String
  public let fullName: String
  public let gene: String
  public let organism: String
  public let uniprot: String
  /// PDB code of the structure.
  public let structure: String
  public let box: SearchBox
  public let receptor: Receptor
  public let receptorURL: URL
  /// Lower-case hexadecimal SHA-256 of the receptor file.
  public let receptorSHA256: String
  public let keyResidues: [KeyResidue]
  public let knownLigands: [KnownLigand]
  /// Percentiles of the default objective over a published database, ascending.
  public let percentiles: [Benchmark]
  /// Best objectives that published methods reached.
  public let publishedBests: [Benchmark]
  /// Where structure and receptor come from, with licence.
  public let source: String
  /// Synonyms: `"β1AR"`.
  public let otherNames: [String]
  /// Species of the protein in the structure, which may differ from `organism`.
  public let structureOrganism: String
  /// UniProt accession of the protein in the structure.
  public let structureUniprot: String
  /// What the structure is and how its file numbers residues.
  public let structureNote: String
  /// Licence of the receptor file, as an SPDX identifier.
  public let licence: String

  public init(
    name: String, fullName: String, gene: String, organism: String, uniprot: String,
    structure: String, box: SearchBox, receptor: Receptor, receptorURL: URL,
    receptorSHA256: String, keyResidues: [KeyResidue], knownLigands: [KnownLigand],
    percentiles: [Benchmark], publishedBests: [Benchmark], source: String,
    otherNames: [String] = [], structureOrganism: String = "", structureUniprot: String = "",
    structureNote: String = "", licence: String = ""
  ) {
    self.name = name
    self.fullName = fullName
    self.gene = gene
    self.organism = organism
    self.uniprot = uniprot
    self.structure = structure
    self.box = box
    self.receptor = receptor
    self.receptorURL = receptorURL
    self.receptorSHA256 = receptorSHA256
    self.keyResidues = keyResidues
    self.knownLigands = knownLigands
    self.percentiles = percentiles
    self.publishedBests = publishedBests
    self.source = source
    self.otherNames = otherNames
    self.structureOrganism = structureOrganism
    self.structureUniprot = structureUniprot
    self.structureNote = structureNote
    self.licence = licence
  }
}

/// A box aligned with the axes in which the engine searches for poses, Å.
public struct SearchBox: Hashable, Sendable {
  public let center: SIMD3<Double>
  public let size: SIMD3<Double>
  public init(center: SIMD3<Double>, size: SIMD3<Double>) {
    self.center = center
    self.size = size
  }

  /// Whether the point is inside or on the border.
  public func contains(_ point: SIMD3<Double>) -> Bool { distance(to: point) == 0 }

  /// Distance from the box to the point, Å; 0 inside.
  public func distance(to point: SIMD3<Double>) -> Double {
    let offset = point - center
    let half = size / 2
    var sum = 0.0
    for axis in 0..<3 {
      let outside = max(abs(offset[axis]) - half[axis], 0)
      sum += outside * outside
    }
    return sum.squareRoot()
  }
}

/// A residue that ligands of the target are known to meet.
public struct KeyResidue: Hashable, Sendable {
  public enum Role: String, Sendable, CaseIterable {
    case saltBridge = "salt-bridge"
    case hydrogenBond = "hydrogen-bond"
    case hydrophobic
    case aromatic
    case covalent
    case catalytic
  }
  /// In the receptor file; the number and the chain are what matching uses.
  public let residue: Residue
  /// The literature's name, as in `"Asp138"`, and its numbering scheme.
  public let alias: String
  public let scheme: String
  public let role: Role
  /// What the residue does for ligands, in a sentence, and the reference for it.
  public let note: String
  public let citation: String
  /// Where in the protein: `"Ballesteros–Weinstein 3.32"`, `"hinge"`, `"S1"`; may be empty.
  public let site: String

  public init(
    residue: Residue, alias: String, scheme: String, role: Role, note: String, citation: String,
    site: String = ""
  ) {
    self.residue = residue
    self.alias = alias
    self.scheme = scheme
    self.role = role
    self.note = note
    self.citation = citation
    self.site = site
  }
}

/// A drug or probe that is known to bind the target.
public struct KnownLigand: Hashable, Sendable {
  public let name: String
  public let smiles: String
  /// What it does there: `"antagonist"`, `"inhibitor"`.
  public let action: String
  public init(name: String, smiles: String, action: String) {
    self.name = name
    self.smiles = smiles
    self.action = action
  }
}

/// A published value of the objective to compare with.
public struct Benchmark: Hashable, Sendable {
  public let label: String
  public let value: Double
  public init(label: String, value: Double) {
    self.label = label
    self.value = value
  }
}
