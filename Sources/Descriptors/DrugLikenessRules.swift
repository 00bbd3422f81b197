import Perception

/// Published limits on properties of drugs or leads.
///
/// Limits are inclusive and hold for the properties that Ligature computes: every logP is Wildman
/// and Crippen's, also where an author used another one. A violation is named by the column, the
/// limit and the side on which it is passed: `"mol_wt>500"`, `"crippen_logp<-0.4"`.
public struct DrugLikenessRule: Sendable {
  /// Name as in column names: `"lipinski"`.
  public let name: String
  public let citation: String
  /// What the rule says, in words.
  public let summary: String
  let limits: [PropertyLimit]

  /// The limits that a molecule passes, in the order of the rule; empty when it keeps all.
  public func violations(_ context: DescriptorContext) -> [String] {
    limits.compactMap { $0.violation(context) }
  }

  /// Every rule.
  public static let all = [lipinski, veber, egan, ghose, muegge, leadLikeness]

  /// Hydrogens on nitrogen and oxygen are donors, nitrogen and oxygen atoms acceptors.
  public static let lipinski = DrugLikenessRule(
    name: "lipinski", citation: "Lipinski et al., Adv. Drug Deliv. Rev. 23, 3 (1997)",
    summary: "Limits of the rule of five exceeded",
    limits: [
      .weight(most: 500), .logP(most: 5), .donors(most: 5), .acceptors(most: 10),
    ])

  public static let veber = DrugLikenessRule(
    name: "veber", citation: "Veber et al., J. Med. Chem. 45, 2615 (2002)",
    summary: "Limits on rotatable bonds and polar surface exceeded",
    limits: [.rotatableBonds(most: 10), .polarSurface(most: 140)])

  /// The rectangle around the ellipse of well absorbed compounds, with its upper limits only, as
  /// SwissADME uses it (Daina et al., Sci. Rep. 7, 42717, 2017). Egan's logP is AlogP98.
  public static let egan = DrugLikenessRule(
    name: "egan", citation: "Egan et al., J. Med. Chem. 43, 3867 (2000)",
    summary: "Limits on logP and polar surface for passive absorption exceeded",
    limits: [.logP(most: 5.88), .polarSurface(most: 131.6)])

  /// The ranges that hold 80 % of the drugs; the number of atoms includes hydrogens. Ghose's logP
  /// is AlogP, of which Wildman and Crippen's is a revision.
  public static let ghose = DrugLikenessRule(
    name: "ghose", citation: "Ghose et al., J. Comb. Chem. 1, 55 (1999)",
    summary: "Ends of the qualifying range of Ghose passed",
    limits: [
      .weight(least: 160, most: 480), .logP(least: -0.4, most: 5.6),
      .molarRefractivity(least: 40, most: 130), .atoms(least: 20, most: 70),
    ])

  /// The property ranges of Muegge's pharmacophore point filter, as SwissADME lists them; donors
  /// and acceptors are counted as Lipinski does. Muegge's logP is XLOGP.
  public static let muegge = DrugLikenessRule(
    name: "muegge", citation: "Muegge et al., J. Med. Chem. 44, 1841 (2001)",
    summary: "Limits of Muegge's filter for drug-like compounds passed",
    limits: [
      .weight(least: 200, most: 600), .logP(least: -2, most: 5), .polarSurface(most: 150),
      .rings(most: 7), .carbons(least: 5), .heteroatoms(least: 2), .rotatableBonds(most: 15),
      .acceptors(most: 10), .donors(most: 5),
    ])

  /// Room to grow into a drug: Teague's ranges of weight and logP with SwissADME's limit on
  /// rotatable bonds. Teague's logP is ClogP, SwissADME's XLOGP3.
  public static let leadLikeness = DrugLikenessRule(
    name: "lead_likeness", citation: "Teague et al., Angew. Chem. Int. Ed. 38, 3743 (1999)",
    summary: "Limits for lead-like compounds passed",
    limits: [.weight(least: 250, most: 350), .logP(most: 3.5), .rotatableBonds(most: 7)])
}

extension PerceivedMolecule {
  /// Limits of Lipinski's rule of five that are exceeded: `"mol_wt>500"`, ….
  public var lipinskiViolations: [String] {
    DrugLikenessRule.lipinski.violations(DescriptorContext(self))
  }
  /// Limits of Veber's rules that are exceeded: `"rotatable_bonds>10"`, `"tpsa>140"`.
  public var veberViolations: [String] {
    DrugLikenessRule.veber.violations(DescriptorContext(self))
  }
}
