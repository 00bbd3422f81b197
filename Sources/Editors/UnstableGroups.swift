import Perception
import SMARTS

/// Groups that fall apart, react with what a chemist handles them with, or are written in a form
/// that they do not have, as far as SMARTS say them; `BondingPatterns` has those that take counts,
/// charges or rings.
///
/// Of 15,000 molecules of the drug-like ZINC list behind `fragments.tsv` and 1,935 drugs of ChEMBL
/// no row but these matches more than 5 in 1,000: enamines (7 of ZINC's, 28 of the drugs, as
/// cephalosporins and dihydropyridines have them), diene rings (39 of the drugs, steroids) and
/// elements (31 of the drugs, phosphorus and metals).
enum UnstableGroups {
  /// The names of those that a molecule has, once for each row of the table. O(atoms) for each row,
  /// at most.
  static func found(in molecule: PerceivedMolecule) -> [String] {
    patterns.firstMatches(in: MatchTarget(molecule)).map { table[$0.pattern].name }
  }

  private static let patterns = PatternSet(builtIn: table.map(\.smarts))

  private static let table: [(name: String, smarts: String)] = [
    // The cation that is left is that of a benzylic or benzhydrylic alcohol.
    (
      "a benzylic fluoride, which ionizes",
      "[CX4;!r3;!$(C(F)F);!$(CC=O);!$(CC#N);!$(CC(F)F);!$(CS(=O)=O)](F)([#6])([#6])c"
    ),
    ("a benzylic fluoride, which ionizes", "[CX4;!$(C(F)F)](F)(c)c"),
    ("an α-amino ketone, which condenses with itself", "[NX3;H2][CX4;!H0][CX3](=O)[#6]"),
    // As docked, the wrong atom would donate.
    ("a lactam written as its enol", "[OX2H,SX2H]c:[nX2]"),
    ("a lactam written as its enol", "[OX2H,SX2H]c1aa[nX2]aa1"),
    ("an acyl cyanide, cyanate or thiocyanate", "[$([CX3]=O),$([OX2]),$([SX2])]C#N"),
    ("a β-keto acid, which loses carbon dioxide", "[#6][CX3](=O)[CX4][CX3](=O)[OX2H]"),
    ("a 1,3-diketone", "[#6][CX3](=O)[CX4;!H0][CX3](=O)[#6]"),
    (
      "an enamine or enol ether",
      "[CX3]=[CX3][NX3,OX2;!$([N,O][C,S]=[O,S]);!$([N,O]a)]"
    ),
    ("a ring of two double bonds, which turns aromatic", "[C;r6]1=[C;r6]*[C;r6]=[C;r6]*1"),
    ("a ring of two double bonds, which turns aromatic", "[C;r6]1=[C;r6][C;r6]=[C;r6]**1"),
    (
      "an amino- or hydroxyfuran or -thiophene",
      "[$([NX3;!$(N[C,S]=[O,S])]),$([OX2H])]c1[o,s]ccc1"
    ),
    (
      "a cyclopropane that an amine opens",
      "[NX3;!$(N[C,S]=[O,S]);!$(Na)][CX4;r3][CX4;r3][$([CX3]=O),$(C#N),$([SX4]=O),N,O,S,F]"
    ),
    (
      "a halogen that nucleophiles displace",
      "[F,Cl,Br,I;$(*c1[nX2]c[nX2]cc1),$(*c1[nX2]cccn1),$(*c1[nX2]nccc1),$(*c1[nX2]ccnc1),"
        + "$(*c1ncncn1)]"
    ),
    ("an unusual element", "[!#1;!#6;!#7;!#8;!#9;!#16;!#17;!#35;!#53]"),
  ]
}
