import Perception
import SMARTS

/// Groups that fall apart, are strained, react with what a chemist handles them with, or are
/// written in a form that they do not have.
///
/// Of 1,000 molecules of the drug-like ZINC list behind `fragments.tsv`, as it writes them, and of
/// 1,000 drugs of ChEMBL so many have: a charge 285 and 48, an isolated or activated double bond 65
/// and 209, a bond between heteroatoms 48 and 104, an imine 30 and 37, a dicarbonyl 19 and 18, an
/// aminal or acetal 11 and 95 (nucleosides, sugars), an enol 11 and 23, an alkyl halide 9 and 25,
/// an α-aminonitrile and its kin 8 and 2, an aryl ester 7 and 18, an enamine 6 and 28; any other
/// name fewer than 5 of ZINC's.
enum UnstableGroups {
  /// The names of those that a molecule has, once for each place. O(atoms) for each row of the
  /// table, at most.
  static func found(in molecule: PerceivedMolecule) -> [String] {
    zip(table, patterns.matchCounts(in: MatchTarget(molecule))).flatMap { row, count in
      Array(repeating: row.name, count: count)
    }
  }

  private static let patterns = PatternSet(builtIn: table.map(\.smarts))

  private static let hetero = "[#7,#8,#15,#16]"
  /// Carbons with at least two heteroatoms, and with at least three.
  private static let two = "$([#6](~\(hetero))~\(hetero))"
  private static let three = "$([#6](~\(hetero))(~\(hetero))~\(hetero))"
  /// A carbon that has no two heteroatoms in one ring of up to seven atoms.
  private static let noneInOneRing = (1...4).map { others in
    "!$(C1~\(hetero)\(String(repeating: "~*", count: others))~\(hetero)1)"
  }.joined(separator: "&")
  private static let halogen = "[F,Cl,Br,I]"
  /// Carbon, sulfur or phosphorus with a double bond to oxygen, sulfur or nitrogen.
  private static let acyl = "$([C,S,P]=[O,S,N])"
  private static let diacylNitrogen = "$([#7](~[\(acyl)])~[\(acyl)])"
  private static let ketone = "$([#6X3](=O)([#6])[#6])"
  /// A nitrogen with single bonds to saturated carbons alone.
  private static let basicAmine = "$([N+0;!$(N~[!C,!^3])])"
  private static let cation = "[+{1-}]"
  private static let anion = "[-{1-}]"
  /// Atoms whose bond text cannot write without charges, as that of an N-oxide.
  private static let oxide = "$([#8-]-\(cation))"
  private static let ylide = "$([#7-]-\(cation))"

  private static let table: [(name: String, smarts: String)] = [
    ("a bond between heteroatoms", "[#8,#15;!\(oxide)]-[$(\(hetero));!\(oxide)]"),
    ("a bond between heteroatoms", "[#7;!\(ylide)]-[#7;!\(ylide)]"),
    ("a bond between heteroatoms", "[#16]-[#16]"),
    ("a bond between heteroatoms", "[#16;!\(acyl)]-[#7]"),
    ("an isolated or activated double bond", "[#6]=;!@[#6]"),
    ("an isolated or activated double bond", "[C;$(C~[\(acyl)])]=;@[#6]"),
    ("an imine", "[#6;!\(two)]=[#7]"),
    ("a diyne or cyanoalkyne", "[^1]-[^1]"),
    ("a halogen on a heteroatom", "\(halogen)~[!#6]"),
    ("an acyl or vinyl halide", "\(halogen)~[C;!^3]"),
    ("an alkyl halide", "[Cl,Br,I]~[C^3]"),
    ("a formal charge", "[!+0;!$(\(cation)~\(anion));!$(\(anion)~\(cation))]"),
    ("a thiol", "[#16;!H0]"),
    ("a cumulene", "[#6](=*)=*"),
    // Both heteroatoms in one ring may hold, but for an amine, which water opens.
    (
      "an aminal or acetal",
      "[C^3;$(C(~\(hetero))~[\(basicAmine)]),\(three),\(two)&\(noneInOneRing)]"
    ),
    (
      "an α-aminonitrile, cyanohydrin or malononitrile",
      "[C^3;$(C(C#N)~\(hetero)),$(C(C#N)C#N)]"
    ),
    // Only ethers of two or three fluorines hold, as in OCHF2.
    (
      "an α-halo amine or ether",
      "[C^3;$(C(\(halogen))~\(hetero));!$(C(\(halogen))\(halogen)),"
        + "$(C(\(halogen))~[#7,#15,#16,$([O;!H0])])]"
    ),
    // None of 1,935 drugs of ChEMBL and of 8,000 drug-like molecules of ZINC has that.
    (
      "a β-fluoro ketone, nitrile or sulfone, which loses hydrogen fluoride",
      "[C^3;!H0;$(C~[\(ketone),$(C#N),$([#16](=O)=O)]);$(C[C^3]F)]"
    ),
    ("a halomethyl ketone", "[C^3H2;$(C\(halogen))]~[\(ketone)]"),
    // It binds cysteine (Oballa et al., Bioorg. Med. Chem. Lett. 2007, 17, 998).
    (
      "a nitrile on an electron-poor ring, which thiols attack",
      "[c;$(c1nnaaa1),$(c1nanaa1),$(c1naana1),$(c1naaan1);$(cC#N)]"
    ),
    ("an isonitrile", "[#6D1]#[#7;!D1]"),
    ("an aldehyde", "[C^2;!H0;$(C=O);!\(two)]"),
    ("a formyl group", "[C^2;!H0;$(C=O);\(two)]"),
    ("a dicarbonyl", "[C^2;\(acyl)]~[#6;\(acyl)]"),
    ("a thioester or acylated sulfone", "[C^2;$(C=O)]!@[#16]"),
    ("an acid anhydride", "[C^2;\(acyl)]~[#8]~[\(acyl)]"),
    // Not where a ring holds the nitrogens to it, as in hydantoins.
    ("a diacylurea", "[C^2;\(acyl)](!@[\(diacylNitrogen)])!@[\(diacylNitrogen)]"),
    ("a carbamic acid", "[C^2;\(acyl)](~[#7])~[#8;!H0]"),
    ("a carbonic acid", "[C^2;\(acyl)](~[#8;!H0])~[#8;!H0]"),
    ("an aryl ester or carbamate", "[C^2;\(acyl)]~[#8R0]~a"),
    ("an enol or enamine", "[C^2;!\(acyl)]~[$(\(hetero));!H0]"),
    // Acylureas with a hydrogen hold.
    (
      "an open imide",
      "[#7;R0&\(diacylNitrogen),$([#7](~[\(acyl)])(~[\(acyl)])~[\(acyl)]);"
        + "H0,!$([#7]~[S,P;\(acyl)])&!$([#7]~[C;\(acyl);\(three)])]"
    ),
    // Both give their acyl group away. Ureas of lactams hold.
    ("an acylated lactam", "[#7R;\(diacylNitrogen)]!@[C;\(acyl);\(two);!\(three)]"),
    ("an acylated azole", "[n;$(n1naaa1),$(n1anaa1);$(n~[\(acyl)])]"),
    ("a cyclopentadiene", "C1=C*C=C1"),
    // Cyclopropane alone of three atoms; of four what is not fused, and no β-lactone.
    ("a strained ring", "[!#6,!^3,!R1]1~*~*1"),
    ("a strained ring", "[!R1,$([#8]~[\(acyl)])]1~*~*~*1"),
    ("a long chain", String(repeating: "[C^3;R0;D1,D2]", count: 6)),
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
