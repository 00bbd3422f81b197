/// Valid texts that mutations begin with, and pieces that they insert.
enum FuzzSeeds {
  static let smiles =
    [
      "C", "CCO", "c1ccccc1", "CC(=O)Oc1ccccc1C(=O)O", "Cn1cnc2c1c(=O)n(C)c(=O)n2C",
      "C[C@H](N)C(=O)O", "F/C=C/F", "F/C=C\\F", "C/C=C/C=C\\C", "N[C@@H](C)C(O)=O",
      "[NH4+].[Cl-]", "[13CH4]", "[O-][N+](=O)c1ccccc1", "O=N(=O)c1ccccc1", "C1CC2CCC1CC2",
      "C1CC1C2CC2", "c1ccc2c(c1)[nH]c1ccccc12", "c1cc[nH]c1", "O=c1cc[nH]cc1", "[Fe+2]",
      "C%10CCCC%10", "C%(123)CCC%(123)", "N->[Cu+2]<-N", "C[Si](C)(C)C", "CS(=O)(=O)N",
      "CP(=O)(O)O", "C[S@](=O)CC", "C1=CC=CC=CC=C1", "c1ccc2cccc-2cc1", "c1ccoc1", "c1ccsc1",
      "C1CC[C@H]2CCCC[C@@H]2C1", "C[C@H]1CC[C@@H](C)CC1", "F[C@](Cl)(Br)I", "[H][H]", "[2H]C",
      "[H]C([H])([H])[H]", "[H]/C(C)=C/F", "*C*", "C*1CC1", "[CH2]C", "[C]", "[CH3:7][CH3:1]",
      "N=[N+]=[N-]", "CN=N#N", "C#N", "C$C", "[U]", "OCl(=O)(=O)=O", "B1OCCO1", "[BH4-]",
      "C12C3C4C1C5C2C3C45", "c1cc2ccc3cccc4ccc(c1)c2c34", "C1=CC2=CC=CC2=C1",
      "CC1(C)S[C@@H]2[C@H](NC(=O)Cc3ccccc3)C(=O)N2[C@H]1C(=O)O",
      "CN1CC[C@]23c4c5ccc(O)c4O[C@H]2[C@@H](O)C=C[C@H]3[C@H]1C5",
      "OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O", "CC=C=CC", "CC=[C@]=CC", "[se]1cccc1",
      "C[C@@](C)(O1)C[C@@H](O)[C@@]1(O2)[C@@H](C)[C@@H]3CC=C4[C@]3(C2)C(=O)C[C@H]5[C@H]4CC[C@@H]",
      "*1ccccc1", "c1c*cc1", "[H]/C=C/F",
      "F[Co@OH5](Cl)(Br)(I)(C)N", "C[Pt@SP1](F)(Cl)Br", "N[Pt@SP2](N)(Cl)Cl",
      "S[As@TB15](F)(Cl)(Br)N",
      "C[Pt@SP3H](F)Cl", "[Co@OH12]12(F)(Cl)NCCN1.O2", "NC(Br)=[C@AL1]=C(O)C", "CC=[C@@]=C1CO1",
      "[Fe@TB3](F)(F)(Cl)(Cl)N", "C[As@@](F)(Cl)(Br)N",
    ] + tailedSMILES

  /// With CXSMILES tails and names.
  static let tailedSMILES = [
    "CC[CH2] |^1:2| propyl", "CC=CC |c:1|", "CC=CC=CC |c:1,t:3|", "C/C=C/C |ctu:1|",
    "C[C@H](F)Cl |o1:1,r,w:1.0|", "C[C@H](F)[C@H](O)C |a:1,&1:3|", "CN[Fe] |C:1.1|",
    "CN[Fe] |H:1.1|", "C1CN[Cu]1 |Z:2|", "*C |$_R1;$|", "CO |(0,0,;1.5,-0.25,)|",
    "CCO |$_AV:;2;x$,atomProp:0.p.v:2.q.w|", "C*.CC1=CC=CC=C1 |c:4,6,t:2,m:1:4.5.6|",
    "CCO |Sg:n:0,1:m:ht:::,SgD:2:name:a&#44;b::::(1,2)|", "CC=CC |w:1.0,wU:2.1| wavy",
  ]

  static let smilesTokens = [
    "C", "N", "O", "S", "P", "F", "Cl", "Br", "I", "B", "c", "n", "o", "s", "p", "b", "*", "H",
    "(", ")", "[", "]", "=", "#", "$", ":", "/", "\\", "-", "+", ".", "%", "%10", "%(200)", "->",
    "<-", "@", "@@", "@TH1", "@SP2", "@TB7", "@OH30", "@AL1", "0", "1", "2", "3", "4", "9",
    "[nH]", "[C@H]", "[C@@H]", "[C@]", "[C@@]", "[N+]", "[O-]", "[Fe]", "[13C]", "[2H]", "[H]",
    "[H+]", "[CH4:12]", "[Zn++]", "[C-4]", "[U+15]", "[999Xe]", "[as]", "[se]", "[te]", "[Si]",
    "C=C", "/C=C/", "/C=C\\", "(C)", "(=O)", "c1ccccc1", "C1CC1", "C12", "é", "🧪", " ", "\t", "\0",
    "@SP1", "@SP3H", "@TB20", "@OH1", "@AL2", "[Pt@SP1]", "[Co@OH9]", "[As@TB5]", "=[C@]=", " |",
    "|",
    " |^1:0|", "|^2:1,", " |c:1|", ",t:3|", "ctu:2", "C:1.1", "H:0.0", "w:1.0", "o1:1", "&2:0",
    "$a;b$",
    "(0,0;1,1)", "m:0:1.2", "Sg:n:0:", "atomProp:0.a.b", "&#65;",
    "99999999999999999999", "-32768", "+9", "[", "][", "[[", "((", "))", "~", "!", "&", ",", ";",
  ]

  static let smarts = [
    "[NX3;H2,H1;!$(NC=O)]", "[$([#6]-[#8]),$([#6]=[#8])]", "[!#6;!#1]~[R2]", "[r5,r6;a]:[a]",
    "[C,c;+0,-1;D2;v4;x2]", "[*;h1]!@[*]", "C1CCCCC1", "[D{2-3}]", "[z{1-}]", "[^2]", "(C.C).N",
    "[13C]", "[C@@H](F)Cl", "[#6]/[#6]=[#6]/[#6]", "[!$([NX4+]);!$(N=*)]", "*~*~*", "[R]@[R]",
    "[$([$([$(C)]N)]O)]", "[#7]1~[#6]~[#7]~[#6]~[#6]~1",
  ]

  static let smartsTokens = [
    "[#6]", "[#", "[$(", ")]", "!", "&", ",", ";", "~", "@", "!@", "R", "R2", "r6", "D3", "X4",
    "x2",
    "v4", "H2", "h1", "z2", "Z1", "^3", "{", "}", "{2-3}", "{-", "-}", "a", "A", "+", "-", "[!C]",
    "$(C", "[D999999999]", "[#0]", "[#119]", "[*:3]", "?", "(", "(C.C)",
  ]

  static let fileTokens = [
    "0", "1", "-1", "2", "4", "8", "999", "1000", "-999", "99999999999999999999", "1e400", "nan",
    "inf", "0.0000", "123456.7890", "", " ", "\t", "\r", "\n", "\"", ",", "<", ">", "</", "&",
    "&lt;",
    "&#0;", "é", "🧪", "\0", "$$$$", "M  END", "M  CHG  8   1   1", "M  ISO  1   1  13",
    "M  RAD  1   2   2", "M  V30 ", "M  V30 BEGIN ATOM", "M  V30 END CTAB", "> <name>", "A    1",
    "C", "N", "Qq", "R#", "D", "[#6]", "CCO", "C1CC", "smiles", "atomRefs2=\"a1 a9\"",
    "order=\"A\"",
    "hydrogenCount=\"-3\"", "<atom id=\"a1\" elementType=\"C\"/>", "ROOT", "ENDROOT",
    "BRANCH   1   7", "ENDBRANCH   1   7", "TORSDOF -2", "ATOM", "HETATM", "MODEL 1", "ENDMDL",
  ]
}
