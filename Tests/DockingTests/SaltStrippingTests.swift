import Conformers
import Docking
import Perception
import SMILES
import Testing

@Suite struct SaltStrippingTests {
  @Test("the largest organic fragment is docked, and what was left out is named")
  func salts() throws {
    let cases = [
      ("[Na+].CC(=O)[O-]", "CC(=O)[O-]", ["[Na+]"]), ("CCO", "CCO", []),
      ("O.O.c1ccncc1.Cl", "c1ccncc1", ["O", "O", "Cl"]),
    ]
    for (text, parent, removed) in cases {
      let molecule = try PerceivedMolecule(.init(smiles: text))
      let stripped = try SaltStripping(molecule, protonation: .asWritten)
      let expected = try PerceivedMolecule(.init(smiles: parent)).canonicalSMILES
      #expect(stripped.parent.canonicalSMILES == expected)
      #expect(stripped.removed.sorted() == removed.sorted())
    }
    let salt = try PerceivedMolecule(.init(smiles: "[Na+].[Cl-]"))
    #expect(throws: DockingFailure.self) { try SaltStripping(salt, protonation: .asWritten) }
  }

  @Test(
    "a salt, an ion and the neutral form are one molecule, unless charges stay as written",
    arguments: [
      ("[Na+].[O-]C(=O)c1ccccc1", "OC(=O)c1ccccc1"), ("C[NH2+]CCc1ccccc1", "CNCCc1ccccc1"),
      ("[NH3+]CC(=O)[O-]", "NCC(=O)O"), ("C[N+](C)(C)CC(=O)[O-]", "C[N+](C)(C)CC(=O)[O-]"),
      ("O=[N+]([O-])c1ccccc1", "O=[N+]([O-])c1ccccc1"),
    ])
  func charges(written: String, neutral: String) throws {
    let molecule = try PerceivedMolecule(.init(smiles: written))
    let expected = try PerceivedMolecule(.init(smiles: neutral)).canonicalSMILES
    for protonation in [Protonation.neutral, .atPH(7.4)] {
      let stripped = try SaltStripping(molecule, protonation: protonation)
      #expect(stripped.parent.canonicalSMILES == expected)
      #expect(stripped.isNeutralized == (written != neutral))
    }
    let kept = try SaltStripping(molecule, protonation: .asWritten)
    #expect(kept.parent.atoms.map(\.charge).filter { $0 < 0 }.count == written.count { $0 == "-" })
    #expect(!kept.isNeutralized)
  }

  @Test("isotopes of hydrogen become hydrogen, those of other elements stay")
  func isotopes() throws {
    let cases = [
      ("[2H]C([2H])([2H])NC(=O)c1ccccc1", "CNC(=O)c1ccccc1", true),
      ("[3H]c1ccccc1.[2H]O[2H]", "c1ccccc1", true), ("[13CH3]O", "[13CH3]O", false),
      ("C[C@@]([2H])(F)Cl", "C[C@@]([H])(F)Cl", true),
      // The other substituent tells what deuterium told.
      ("[2H]/C(F)=C/Cl", "F/C=C\\Cl", true), ("[2H]/C(F)=C/[2H]", "FC=C", true),
      ("C/C([2H])=C([2H])/c1ccccc1", "C/C=C/c1ccccc1", true),
    ]
    for (text, docked, isChanged) in cases {
      let stripped = try SaltStripping(
        try PerceivedMolecule(.init(smiles: text)), protonation: .asWritten)
      let expected = try PerceivedMolecule(.init(smiles: docked)).canonicalSMILES
      #expect(stripped.parent.canonicalSMILES == expected)
      #expect(stripped.note?.contains("taken for hydrogen") == (isChanged ? true : nil))
    }
  }

  @Test("the hydrogen of an imine is no atom of a ligand, and other stereo stays")
  func imine() throws {
    let cases = [
      ("[H]/N=C(/N)c1ccccc1", "NC(=N)c1ccccc1"), ("[H]/N=C(/N)NC[C@H](F)Cl", "NC(=N)NC[C@H](F)Cl"),
      ("[H]/N=C(N)/C=C/c1ccccc1", "NC(=N)/C=C/c1ccccc1"),
    ]
    for (text, docked) in cases {
      let stripped = try SaltStripping(
        try PerceivedMolecule(.init(smiles: text)), protonation: .asWritten)
      let expected = try PerceivedMolecule(.init(smiles: docked)).canonicalSMILES
      #expect(stripped.parent.canonicalSMILES == expected)
    }
    let told = try SaltStripping(
      try PerceivedMolecule(.init(smiles: cases[0].0)), protonation: .asWritten
    ).note
    #expect(told == "the side on which N–H points is left open")
    #expect(
      try SaltStripping(PerceivedMolecule(.init(smiles: "N=C(N)C")), protonation: .asWritten).note
        == nil)
  }

  @Test("a metal that a carbon is bound to is no counter-ion")
  func organometallic() throws {
    let ferrocene = try PerceivedMolecule(.init(smiles: "[Fe+2].[cH-]1cccc1.[cH-]1cccc1"))
    #expect {
      try SaltStripping(ferrocene, protonation: .asWritten)
    } throws: { error in
      (error as? DockingFailure)?.reason.contains("a metal that is no counter-ion, Fe") == true
    }
    let isocyanide = try PerceivedMolecule(.init(smiles: "[Na+].[O-]C(=O)CC[N+]#[C-]"))
    #expect(try SaltStripping(isocyanide, protonation: .asWritten).removed == ["[Na+]"])
  }

  @Test("fragments can be refused, with their names")
  func refusal() throws {
    let salt = try PerceivedMolecule(.init(smiles: "[Na+].CC(=O)[O-]"))
    #expect {
      try SaltStripping(salt, policy: .refuse, protonation: .asWritten)
    } throws: { error in
      let failure = error as? DockingFailure
      return failure?.stage == .prepare && failure?.reason.contains("CC(=O)[O-], [Na+]") == true
    }
    let whole = try PerceivedMolecule(.init(smiles: "CCO"))
    #expect(try SaltStripping(whole, policy: .refuse, protonation: .asWritten).removed == [])
  }
}
