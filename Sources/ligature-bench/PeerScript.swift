/// What Python runs: the benchmarks of `Benchmark.all` in RDKit.
///
/// Messages are framed as `ChildProgram` frames them. The first one is the list of SMILES; each
/// later one names a benchmark and is answered with processor seconds. Molecules are parsed anew
/// for each round, outside the measured time, because RDKit keeps results in the molecule.
enum PeerScript {
  static let text = #"""
    os, struct, sys, time = map(__import__, ('os', 'struct', 'sys', 'time'))
    from rdkit import Chem, RDConfig, RDLogger, rdBase
    from rdkit.Chem import Crippen, Descriptors, QED, rdFingerprintGenerator, rdMolDescriptors
    from rdkit.Chem.FilterCatalog import FilterCatalog, FilterCatalogParams
    from rdkit.Chem.Scaffolds import MurckoScaffold

    RDLogger.DisableLog("rdApp.*")

    def receive():
        head = sys.stdin.buffer.read(4)
        if len(head) < 4:
            sys.exit(0)
        return sys.stdin.buffer.read(struct.unpack("<I", head)[0]).decode()

    def send(text):
        data = text.encode()
        sys.stdout.buffer.write(struct.pack("<I", len(data)) + data)
        sys.stdout.buffer.flush()

    smiles = receive().split("\n")
    morgan = rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048)
    parameters = FilterCatalogParams()
    parameters.AddCatalog(FilterCatalogParams.FilterCatalogs.PAINS)
    pains = FilterCatalog(parameters)
    parameters = FilterCatalogParams()
    parameters.AddCatalog(FilterCatalogParams.FilterCatalogs.BRENK)
    brenk = FilterCatalog(parameters)
    sys.path.append(os.path.join(RDConfig.RDContribDir, "SA_Score"))
    sascorer = __import__("sascorer")

    def report(text):
        m = Chem.MolFromSmiles(text)
        QED.qed(m)
        Crippen.MolLogP(m)
        rdMolDescriptors.CalcTPSA(m)
        rdMolDescriptors.CalcNumRotatableBonds(m)
        Chem.MolToSmiles(m)

    calculators = [getattr(rdMolDescriptors, "Calc" + name) for name in (
        "MolFormula", "NumHBD", "NumHBA", "NumLipinskiHBD", "NumLipinskiHBA", "TPSA",
        "NumRotatableBonds", "NumRings", "NumAromaticRings", "NumAliphaticRings",
        "NumSaturatedRings", "NumHeterocycles", "NumHeteroatoms", "FractionCSP3",
        "NumAmideBonds", "NumSpiroAtoms", "NumBridgeheadAtoms", "NumAtomStereoCenters",
        "NumUnspecifiedAtomStereoCenters", "LabuteASA")]

    def all_columns(text):
        m = Chem.MolFromSmiles(text)
        Chem.MolToSmiles(m)
        Descriptors.MolWt(m)
        Descriptors.ExactMolWt(m)
        m.GetNumHeavyAtoms()
        Chem.GetFormalCharge(m)
        for calculator in calculators:
            calculator(m)
        Crippen.MolLogP(m)
        Crippen.MolMR(m)
        QED.qed(m, qedProperties=QED.properties(m))
        Chem.MolToSmiles(MurckoScaffold.GetScaffoldForMol(m))
        list(morgan.GetFingerprint(m).GetOnBits())
        sascorer.calculateScore(m)
        "|".join(sorted(e.GetDescription() for e in pains.GetMatches(m)))
        "|".join(sorted(e.GetDescription() for e in brenk.GetMatches(m)))
        " ".join(str(a.GetTotalNumHs()) for a in m.GetAtoms())
        "".join("1" if a.GetIsAromatic() else "0" for a in m.GetAtoms())

    from_text = {
        "parse": lambda text: Chem.MolFromSmiles(text, sanitize=False),
        "parse_perceive": Chem.MolFromSmiles,
        "parse_to_canonical": lambda text: Chem.MolToSmiles(Chem.MolFromSmiles(text)),
        "report": report,
        "all_columns": all_columns,
    }
    from_molecule = {
        "canonical_smiles": Chem.MolToSmiles,
        "crippen_logp": Crippen.MolLogP,
        "rotatable_bonds": rdMolDescriptors.CalcNumRotatableBonds,
        "tpsa": rdMolDescriptors.CalcTPSA,
        "morgan_fingerprint": morgan.GetFingerprint,
        "murcko_scaffold": MurckoScaffold.GetScaffoldForMol,
        "qed": QED.qed,
        "pains_smarts": pains.GetMatches,
    }

    send("RDKit " + rdBase.rdkitVersion)
    while True:
        name = receive()
        if name in from_text:
            work, items = from_text[name], smiles
        else:
            work, items = from_molecule[name], [Chem.MolFromSmiles(text) for text in smiles]
        start = time.process_time()
        for item in items:
            work(item)
        send(repr(time.process_time() - start))
    """#
}
