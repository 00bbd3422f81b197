import Editors
import Testing

/// What the editor may propose, molecule by molecule.
@Suite("The gate of realism")
struct RealismGateTests {
  private let docking: OfflineDocking

  init() throws { docking = try OfflineDocking() }

  /// Molecules that do not last or are hard to make, with what is said of them, and kin that holds.
  static let unstableKin: [(refused: [(smiles: String, reason: String)], held: [String])] = [
    (
      ["COCNc1ccccc1", "CN1CCN(C1)C(=O)c1ccccc1", "CN1CCOC1c1ccccc1"].map {
        ($0, "an aminal or acetal")
      },
      ["c1ccc2OCOc2c1", "O=C(c1ccccc1)N1CCN(C1)c1ccccc1"]
    ),
    (
      ["[O-]C(=O)CCc1ccccc1", "C[N+](C)(C)CCc1ccccc1", "C[NH2+]CCc1ccccc1", "[O-]c1ccccc1"].map {
        ($0, "a formal charge")
      },
      ["OC(=O)CCc1ccccc1", "CN(C)CCc1ccccc1"]
    ),
    (
      [
        ("CC(=O)NC(=O)c1ccccc1", "an open imide"),
        ("CC(=O)NC(=O)NC(=O)c1ccccc1", "a diacylurea"),
        ("O=C(NC(=O)N1CCCC1=O)c1ccccc1", "a diacylurea"),
        ("O=C(c1ccccc1)N1CCCC1=O", "an acylated lactam"),
        ("O=C(C1CCCCC1)S(=O)(=O)NCc1ccccc1", "a thioester or acylated sulfone"),
        ("CSC(=O)c1ccccc1", "a thioester or acylated sulfone"),
        ("FC1CCCO1", "an α-halo amine or ether"),
        ("CC(=O)OC(=O)Cc1ccccc1", "an acid anhydride"),
        ("O=C(c1ccccc1)n1cccn1", "an acylated azole"),
        ("O=CNCc1ccccc1", "a formyl group"), ("O=CCCc1ccccc1", "an aldehyde"),
        ("O=C(Cl)c1ccccc1", "an acyl or vinyl halide"),
      ],
      [
        "CNC(=O)NC(=O)c1ccccc1", "CNC(=O)N1CCCC1=O", "O=C1CNC(=O)N1c1ccccc1",
        "O=C1CCC(=O)N1Cc1ccccc1", "O=C1CSC(=O)N1", "CS(=O)(=O)NC(=O)c1ccccc1", "FC(F)Oc1ccccc1",
        "O=C(c1ccccc1)n1cccc1", "C1CN(C=N1)c1ccccc1", "O=C1CCCO1",
      ]
    ),
    (
      ["CC(=O)C1CNCC1F", "N#CC1CCCC1F", "CC(F)CS(=O)(=O)c1ccccc1"].map {
        ($0, "a β-fluoro ketone, nitrile or sulfone, which loses hydrogen fluoride")
      } + [
        ("O=C(CF)c1ccccc1", "a halomethyl ketone"), ("[C-]#[N+]c1ccccc1", "an isonitrile"),
        ("CC#CC#Cc1ccccc1", "a diyne or cyanoalkyne"), ("C1C=CC=C1c1ccccc1", "a cyclopentadiene"),
        ("O=C1CC(O1)c1ccccc1", "a strained ring"),
      ],
      [
        "CC(=O)C1(C)CNCC1F", "N#CC1CCC(F)C1", "NC(=O)C1CCCC1F", "O=C(C(F)F)c1ccccc1",
        "C1C=Cc2ccccc12", "O=C1CCN1c1ccccc1",
      ]
    ),
    (
      [
        ("CN(C)CC(C#N)N1CCCCC1", "an α-aminonitrile, cyanohydrin or malononitrile"),
        ("Cc1ccnc(n1)C#N", "a nitrile on an electron-poor ring, which thiols attack"),
        ("Cc1ccc(C#N)nn1", "a nitrile on an electron-poor ring, which thiols attack"),
        ("N#Cc1cccc(c1)C#N", "too many nitriles"),
        ("Cc1c(C)c(C)c(C)c(C)c1", "a crowded aromatic ring"),
      ],
      [
        "C#CCN(C)Cc1ccccc1", "Cc1ncc(C#N)cn1", "N#Cc1ccccn1", "Cc1c(C)c(C)c(C)c2c1CCC2",
      ]
    ),
    (
      ["FC1(CCCC1)c1ccccc1", "FC(c1ccccc1)c1ccc(OC)cc1"].map {
        ($0, "a benzylic fluoride, which ionizes")
      }
        + ["CN(C)C1CC1C(=O)c1ccccc1", "FC1CC1N1CCCC1"].map {
          ($0, "a cyclopropane that an amine opens")
        } + ["CN1C=CCCC1", "CCOC1=CCCCC1"].map { ($0, "an enamine or enol ether") }
        + ["C1C=CC=CC1c1ccccc1", "C1C=CCC=C1c1ccccc1"].map {
          ($0, "a ring of two double bonds, which turns aromatic")
        },
      [
        "CC(F)c1ccccc1", "FC(F)c1ccccc1", "FC1(CC1)c1ccccc1", "CC(F)(C(N)=O)c1ccccc1",
        "CC(=O)NC1CC1C(N)=O", "FC1CC1Nc1ccccc1", "CC(=O)N1C=CCCC1", "C1C=CCCC1c1ccccc1",
      ]
    ),
    (
      [
        ("NCC(=O)c1ccccc1", "an α-amino ketone, which condenses with itself"),
        ("Oc1ccccn1", "a lactam written as its enol"),
        ("Oc1ccnc(C)c1", "a lactam written as its enol"),
        ("N#CC(=O)c1ccccc1", "an acyl cyanide, cyanate or thiocyanate"),
        ("O=C(O)CC(=O)c1ccccc1", "a β-keto acid, which loses carbon dioxide"),
        ("CC(=O)CC(=O)c1ccccc1", "a 1,3-diketone"),
        ("CNc1cccs1", "an amino- or hydroxyfuran or -thiophene"),
        ("Cc1ccnc(Cl)n1", "a halogen that nucleophiles displace"),
        ("CP(C)c1ccccc1", "an unusual element"),
        ("CC(N)C1CCCC1C(O)c1ccccc1", "too many stereocenters"),
      ],
      [
        "NCC(=O)Nc1ccccc1", "O=c1cccc[nH]1", "Oc1cccnc1", "O=C(O)CCC(=O)c1ccccc1",
        "CC(=O)Nc1cccs1", "Clc1ccccn1", "Cc1ncc(F)cn1", "CC(N)C1CCCC1c1ccccc1",
      ]
    ),
  ]

  @Test(
    "what falls apart, reacts or is crowded is refused, kin that holds is not",
    arguments: unstableKin)
  func unstable(refused: [(smiles: String, reason: String)], held: [String]) throws {
    let gate = RealismGate()
    for (smiles, reason) in refused {
      #expect(gate.refusal(of: try docking.molecule(smiles)) == reason, "\(smiles)")
    }
    for smiles in held {
      #expect(gate.refusal(of: try docking.molecule(smiles)) == nil, "\(smiles)")
    }
  }

  /// Starts that the gates would refuse, and what is conceded to their revisions.
  static let awkward: [(start: String, concessions: [String])] = [
    (
      "CC(C)[C@H](NC(=O)N(C)Cc1csc(C(C)C)n1)C(=O)N[C@@H](Cc1ccccc1)C[C@H](O)"
        + "[C@H](Cc1ccccc1)NC(=O)OCc1cncs1",
      [
        "too many atoms (up to 50)", "too many aromatic rings (up to 4)",
        "too many stereocenters (up to 4)", "too heavy (up to 720.962)", "too flexible (up to 17)",
      ]
    ),
    ("N#Cc1ccc(cc1)C(c1ccc(cc1)C#N)n1cncn1", ["too many nitriles (up to 2)"]),
    ("CN1C2CCC1CC(C2)OC(c1ccccc1)c1ccccc1", ["a bridged ring (up to 1)"]),
    ("O=C1CCCCCCCCCN1c1ccccc1", ["a large ring (up to 11)"]),
  ]

  @Test("what a start carries is no objection to its revisions", arguments: awkward)
  func concessions(start: String, concessions: [String]) async throws {
    let molecule = try docking.molecule(start)
    let gate = RealismGate(starts: [molecule])
    #expect(gate.concessions == concessions)
    let proposals = try await docking.proposals(on: start, statements: [], gate: gate)
    #expect(proposals.count == 8)
    let same = try proposals.count { proposal in
      RealismGate(starts: [try docking.molecule(proposal.artifact)]).concessions.contains {
        concessions.contains($0)
      }
    }
    #expect(same > 0)
    for proposal in proposals {
      let widened = RealismGate(starts: [molecule, try docking.molecule(proposal.artifact)])
      #expect(widened.concessions == concessions, "\(proposal.artifact)")
    }
  }

  @Test("charges that no molecule has are judged without overflow")
  func absurdCharges() throws {
    let start = try docking.molecule("CC[NH+12][OH+12]CCc1ccccc1")
    #expect(RealismGate(starts: [start]).concessions.contains("a formal charge"))
  }

  @Test("the starts of the published runs concede nothing")
  func noConcessions() throws {
    let starts = try ["CC(N)=O", "CCCCC", "c1ccccc1"].map(docking.molecule)
    #expect(RealismGate(starts: starts).concessions.isEmpty)
  }
}
