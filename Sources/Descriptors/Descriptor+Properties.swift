import Perception

private let rdkit = "RDKit (rdkit.org), rdMolDescriptors"
private let lipinski = "Lipinski et al., Adv. Drug Deliv. Rev. 23, 3 (1997)"
private let crippen = "Wildman and Crippen, J. Chem. Inf. Comput. Sci. 39, 868 (1999)"
private let bickerton = "Bickerton et al., Nature Chemistry 4, 90 (2012)"

extension Descriptor {
  static let hydrogenBonds: [Descriptor] = [
    Descriptor("hbd", citation: rdkit, summary: "Hydrogen-bond donor atoms") {
      .integer($0.donors.count)
    },
    Descriptor("hba", citation: rdkit, summary: "Hydrogen-bond acceptor atoms") {
      .integer($0.acceptors.count)
    },
    Descriptor("lipinski_hbd", citation: lipinski, summary: "Hydrogens on nitrogen and oxygen") {
      .integer($0.molecule.lipinskiDonors)
    },
    Descriptor("lipinski_hba", citation: lipinski, summary: "Nitrogen and oxygen atoms") {
      .integer($0.molecule.lipinskiAcceptors)
    },
    Descriptor("primary_amines", citation: "Ligature", summary: "Amines with one carbon") {
      .integer($0.amines.primary.count)
    },
    Descriptor("secondary_amines", citation: "Ligature", summary: "Amines with two carbons") {
      .integer($0.amines.secondary.count)
    },
    Descriptor("tertiary_amines", citation: "Ligature", summary: "Amines with three carbons") {
      .integer($0.amines.tertiary.count)
    },
    Descriptor(
      "basic_amines", citation: "Ligature",
      summary: "Amines without an aromatic neighbor, amidines and guanidines"
    ) { .integer($0.amines.basic.count) },
  ]

  static let lipophilicity: [Descriptor] = [
    Descriptor(
      "tpsa", unit: "Å²", citation: "Ertl et al., J. Med. Chem. 43, 3714 (2000)",
      summary: "Topological polar surface area of nitrogen and oxygen"
    ) { .real($0.polarSurface.total, decimals: 4) },
    Descriptor(
      "crippen_logp", citation: crippen, summary: "log10 of the octanol-water partition coefficient"
    ) { .real($0.crippen.logP, decimals: 5) },
    Descriptor(
      "crippen_mr", unit: "cm³/mol", citation: crippen, summary: "Molar refractivity"
    ) { .real($0.crippen.molarRefractivity, decimals: 5) },
    Descriptor(
      "labute_asa", unit: "Å²", citation: "Labute, J. Mol. Graphics Modell. 18, 464 (2000)",
      summary: "Approximate surface area"
    ) { .real($0.labuteSurface.total, decimals: 4) },
  ]

  static let qedColumns: [Descriptor] =
    [
      Descriptor("qed", citation: bickerton, summary: "Quantitative estimate of drug-likeness") {
        .real($0.qed.score, decimals: 6)
      }
    ] + QEDProperty.allCases.map(qedPart)

  private static func qedPart(_ property: QEDProperty) -> Descriptor {
    Descriptor(
      "qed_\(property.rawValue)", unit: property.unit, citation: bickerton,
      summary: property.summary
    ) { context in
      let value = context.qed[property]?.value ?? 0
      return property.decimals.map { .real(value, decimals: $0) } ?? .integer(Int(value))
    }
  }

  static let fingerprints: [Descriptor] = [
    Descriptor(
      "morgan2_2048_bits", citation: "Rogers and Hahn, J. Chem. Inf. Model. 50, 742 (2010)",
      summary: "Bits set in the Morgan fingerprint of radius 2"
    ) { .text($0.morgan.bits.map(String.init).joined(separator: " ")) },
    Descriptor(
      "sa_score", citation: "Ertl and Schuffenhauer, J. Cheminf. 1, 8 (2009)",
      summary: "Synthetic accessibility, 1 easy to 10 hard"
    ) { .real(SyntheticAccessibility($0).score, decimals: 5) },
  ]

  static let alertColumns: [Descriptor] = [
    Descriptor("pains", citation: AlertSet.pains.citation, summary: "PAINS alerts") {
      .text($0.pains.map(\.name).joined(separator: "|"))
    },
    Descriptor("brenk", citation: AlertSet.brenk.citation, summary: "Brenk alerts") {
      .text($0.brenk.map(\.name).joined(separator: "|"))
    },
    Descriptor(
      "alerts",
      citation: [bickerton, AlertSet.pains.citation, AlertSet.brenk.citation]
        .joined(separator: "; "),
      summary: "PAINS and Brenk alerts by name and QED's by SMARTS, each with its set before it"
    ) { context in
      let names =
        context.pains.map { "PAINS:\($0.name)" } + context.brenk.map { "Brenk:\($0.name)" }
        + context.qed.alerts.map { "QED:\($0.smarts)" }
      return .text(names.joined(separator: "|"))
    },
  ]
}

extension QEDProperty {
  /// Decimals in tables; nil for counts.
  fileprivate var decimals: Int? {
    switch self {
    case .mw, .psa: 4
    case .alogp: 5
    case .hba, .hbd, .rotb, .arom, .alerts: nil
    }
  }

  public var unit: String {
    switch self {
    case .mw: "g/mol"
    case .psa: "Å²"
    default: ""
    }
  }

  /// What the property is, in words.
  public var summary: String {
    switch self {
    case .mw: "Molecular weight in QED"
    case .alogp: "Crippen logP in QED"
    case .hba: "Acceptors by QED's own patterns"
    case .hbd: "Donors in QED"
    case .psa: "Polar surface area in QED"
    case .rotb: "Rotatable bonds in QED"
    case .arom: "Aromatic rings by QED's own count"
    case .alerts: "Structural alerts that match, of QED's set"
    }
  }
}
