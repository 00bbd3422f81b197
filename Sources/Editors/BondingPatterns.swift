import MoleculeGraph
import Perception

/// Bonding patterns that are unstable, reactive, charged, strained or absurd, read off the graph.
struct BondingPatterns {
  let molecule: PerceivedMolecule
  init(_ molecule: PerceivedMolecule) { self.molecule = molecule }

  /// By name, once for each bond, atom or ring that has one. O(atoms + rings²).
  var found: [String] {
    let atoms = 0..<Int32(molecule.atomCount)
    return ringPatterns + molecule.bonds.indices.compactMap(bondPattern)
      + atoms.compactMap(atomPattern) + (longestChain() > 5 ? ["a long chain"] : [])
  }

  private func element(_ atom: Int32) -> Element { molecule.atoms[Int(atom)].element }

  private func isHetero(_ atom: Int32) -> Bool {
    [.nitrogen, .oxygen, .sulfur, .phosphorus].contains(element(atom))
  }

  private func isAromatic(_ atom: Int32) -> Bool { molecule.atoms[Int(atom)].isAromatic }

  private func neighbors(_ atom: Int32) -> ArraySlice<Int32> { molecule.graph.neighbors(of: atom) }

  private func bondPattern(_ index: Int) -> String? {
    let bond = molecule.bonds[index]
    let order = molecule.kekuleOrders[index]
    let (a, b) = (bond.begin, bond.end)
    if order == .single, isHetero(a), isHetero(b), bond.order != .aromatic,
      !isSulfonamide(a, b), !isSulfonamide(b, a), !isChargeSeparated(a, b)
    {
      return "a bond between heteroatoms"
    }
    if order == .double, bond.order != .aromatic, element(a) == .carbon, element(b) == .carbon,
      !molecule.rings.contains(bond: Int32(index)) || hasCarbonylNeighbor(a)
        || hasCarbonylNeighbor(b)
    {
      return "an isolated or activated double bond"
    }
    if order == .double, bond.order != .aromatic,
      (element(a) == .carbon && element(b) == .nitrogen)
        || (element(a) == .nitrogen && element(b) == .carbon),
      neighbors(element(a) == .carbon ? a : b).count(where: { isHetero($0) }) < 2
    {
      return "an imine"
    }
    if order == .single, molecule.hybridization[Int(a)] == .sp,
      molecule.hybridization[Int(b)] == .sp
    {
      return "a diyne or cyanoalkyne"
    }
    if isHalogen(a) || isHalogen(b) {
      let partner = isHalogen(a) ? b : a
      let halogen = isHalogen(a) ? a : b
      guard element(partner) == .carbon else { return "a halogen on a heteroatom" }
      if isAromatic(partner) { return nil }
      if molecule.hybridization[Int(partner)] != .sp3 { return "an acyl or vinyl halide" }
      if element(halogen) != .fluorine { return "an alkyl halide" }
    }
    return nil
  }

  /// A charge beside its opposite, as in nitro and N-oxide, is a bond that text cannot write
  /// otherwise.
  private func isCharged(_ atom: Int32) -> Bool {
    let charge = molecule.atoms[Int(atom)].charge
    return charge != 0
      && !neighbors(atom).contains {
        molecule.atoms[Int($0)].charge.signum() == -charge.signum()
      }
  }

  private func isHalogen(_ atom: Int32) -> Bool {
    GateMeasure.halogenElements.contains(element(atom))
  }

  private func isSulfonamide(_ a: Int32, _ b: Int32) -> Bool {
    element(a) == .sulfur && molecule.isCarbonyl(a) && element(b) == .nitrogen
  }

  /// As in nitro groups, azides and N-oxides.
  private func isChargeSeparated(_ a: Int32, _ b: Int32) -> Bool {
    molecule.atoms[Int(a)].charge.signum() * molecule.atoms[Int(b)].charge.signum() < 0
  }

  private func hasCarbonylNeighbor(_ atom: Int32) -> Bool {
    neighbors(atom).contains { molecule.isCarbonyl($0) } && !isAromatic(atom)
  }

  private func atomPattern(_ atom: Int32) -> String? {
    if isCharged(atom) { return "a formal charge" }
    switch element(atom) {
    case .carbon: return carbonPattern(atom)
    case .sulfur: return molecule.hydrogens[Int(atom)] > 0 ? "a thiol" : nil
    case .nitrogen: return nitrogenPattern(atom)
    default: return nil
    }
  }

  private func carbonPattern(_ atom: Int32) -> String? {
    let doubles = molecule.graph.bonds(of: atom).count { molecule.kekuleOrders[Int($0)] == .double }
    if doubles > 1 { return "a cumulene" }
    let heteros = neighbors(atom).filter { isHetero($0) }
    if molecule.hybridization[Int(atom)] == .sp3, let name = sp3Pattern(atom, heteros) {
      return name
    }
    if neighbors(atom).contains(where: { molecule.isNitrile($0) }), isElectrophilic(atom) {
      return "a nitrile on an electron-poor ring, which thiols attack"
    }
    if isIsonitrile(atom) { return "an isonitrile" }
    return carbonylPattern(atom, heteros)
  }

  private func sp3Pattern(_ atom: Int32, _ heteros: [Int32]) -> String? {
    // In a ring it may hold, but for one with an amine, which water opens.
    if heteros.count > 1,
      !shareRing(heteros + [atom]) || heteros.contains(where: { molecule.isBasicAmine($0) })
    {
      return "an aminal or acetal"
    }
    let nitriles = neighbors(atom).count { molecule.isNitrile($0) }
    if nitriles > 1 || (nitriles == 1 && !heteros.isEmpty) {
      return "an α-aminonitrile, cyanohydrin or malononitrile"
    }
    // Only ethers of two or three fluorines hold, as in OCHF2.
    let halogens = neighbors(atom).count(where: isHalogen)
    if !heteros.isEmpty, halogens > 0,
      halogens == 1 || !heteros.allSatisfy({ element($0) == .oxygen && !isHydroxyl($0) })
    {
      return "an α-halo amine or ether"
    }
    if losesFluoride(atom) {
      return "a β-fluoro ketone, nitrile or sulfone, which loses hydrogen fluoride"
    }
    let isHalomethyl = halogens == 1 && molecule.hydrogens[Int(atom)] == 2
    return isHalomethyl && neighbors(atom).contains(where: isKetone) ? "a halomethyl ketone" : nil
  }

  private func nitrogenPattern(_ atom: Int32) -> String? {
    let acyls = neighbors(atom).filter { molecule.isCarbonyl($0) }
    if acyls.count > 2 || (acyls.count == 2 && !molecule.rings.contains(atom: atom)),
      molecule.hydrogens[Int(atom)] == 0 || acyls.allSatisfy({ isKetoLike($0) })
    {
      return "an open imide"
    }
    if isAcylatedLactam(atom, acyls) { return "an acylated lactam" }
    return !acyls.isEmpty && isAzole(atom) ? "an acylated azole" : nil
  }

  /// Whether an acidic hydrogen stands beside a carbon with fluorine. None of 1,935 drugs of
  /// ChEMBL and of 8,000 drug-like molecules of ZINC has that.
  private func losesFluoride(_ atom: Int32) -> Bool {
    func withdraws(_ other: Int32) -> Bool {
      isKetone(other) || molecule.isNitrile(other)
        || (element(other) == .sulfur && oxygens(of: other) > 1)
    }
    func carriesFluorine(_ other: Int32) -> Bool {
      element(other) == .carbon && molecule.hybridization[Int(other)] == .sp3
        && neighbors(other).contains { element($0) == .fluorine }
    }
    return molecule.hydrogens[Int(atom)] > 0 && neighbors(atom).contains(where: withdraws)
      && neighbors(atom).contains(where: carriesFluorine)
  }

  /// Bound by double bonds.
  private func oxygens(of atom: Int32) -> Int {
    molecule.graph.bonds(of: atom).count {
      molecule.kekuleOrders[Int($0)] == .double
        && element(molecule.bonds[Int($0)].other(atom)) == .oxygen
    }
  }

  private func isKetone(_ atom: Int32) -> Bool {
    element(atom) == .carbon && oxygens(of: atom) == 1
      && neighbors(atom).count(where: { element($0) == .carbon }) == 2
  }

  private func isIsonitrile(_ atom: Int32) -> Bool {
    molecule.graph.degree(of: atom) == 1
      && molecule.graph.bonds(of: atom).contains {
        molecule.kekuleOrders[Int($0)] == .triple
          && molecule.graph.degree(of: molecule.bonds[Int($0)].other(atom)) > 1
      } && neighbors(atom).contains { element($0) == .nitrogen }
  }

  /// Whether an atom is in an aromatic five-membered ring with two or more nitrogens.
  private func isAzole(_ atom: Int32) -> Bool {
    isAromatic(atom)
      && molecule.rings.atomRings.contains { ring in
        ring.count == 5 && ring.contains(atom) && ring.allSatisfy(isAromatic)
          && ring.count(where: { element($0) == .nitrogen }) > 1
      }
  }

  /// Whether a carbonyl carbon has one hetero neighbor beside its oxygen, so that with nitrogen it
  /// is an amide, and no urea or carbamate.
  private func isKetoLike(_ atom: Int32) -> Bool {
    element(atom) == .carbon && neighbors(atom).count(where: { isHetero($0) }) == 2
  }

  /// Whether a carbon is next to a nitrogen of an aromatic six-membered ring with two or more of
  /// them: a nitrile there binds cysteine (Oballa et al., Bioorg. Med. Chem. Lett. 2007, 17, 998).
  private func isElectrophilic(_ atom: Int32) -> Bool {
    isAromatic(atom)
      && molecule.rings.atomRings.contains { ring in
        ring.count == 6 && ring.contains(atom)
          && ring.count(where: { isAromatic($0) && element($0) == .nitrogen }) >= 2
          && ring.contains { element($0) == .nitrogen && neighbors(atom).contains($0) }
      }
  }

  /// Whether both nitrogens on a carbonyl carbon carry another acyl group, no ring holding them to
  /// it as in hydantoins.
  private func isDiacylurea(_ carbon: Int32, _ heteros: [Int32]) -> Bool {
    heteros.count {
      element($0) == .nitrogen && !shareRing([carbon, $0])
        && neighbors($0).count(where: { molecule.isCarbonyl($0) }) > 1
    } > 1
  }

  /// Whether a nitrogen of a lactam carries an acyl group, which it gives away.
  private func isAcylatedLactam(_ nitrogen: Int32, _ acyls: [Int32]) -> Bool {
    molecule.rings.contains(atom: nitrogen) && acyls.count > 1
      && acyls.contains { isKetoLike($0) && !shareRing([nitrogen, $0]) }
  }

  private func isHydroxyl(_ atom: Int32) -> Bool { molecule.hydrogens[Int(atom)] > 0 }

  private func carbonylPattern(_ atom: Int32, _ heteros: [Int32]) -> String? {
    if !isAromatic(atom), molecule.hybridization[Int(atom)] == .sp2 {
      if molecule.isCarbonyl(atom) {
        if molecule.hydrogens[Int(atom)] > 0, oxygens(of: atom) > 0 {
          return heteros.count == 1 ? "an aldehyde" : "a formyl group"
        }
        if neighbors(atom).contains(where: { molecule.isCarbonyl($0) && element($0) == .carbon }) {
          return "a dicarbonyl"
        }
        if oxygens(of: atom) > 0,
          heteros.contains(where: { element($0) == .sulfur && !shareRing([atom, $0]) })
        {
          return "a thioester or acylated sulfone"
        }
        let isAnhydride = heteros.contains { hetero in
          element(hetero) == .oxygen
            && neighbors(hetero).contains { $0 != atom && molecule.isCarbonyl($0) }
        }
        if isAnhydride { return "an acid anhydride" }
        if isDiacylurea(atom, heteros) { return "a diacylurea" }
        let acids = heteros.filter { isHydroxyl($0) && element($0) == .oxygen }
        if !acids.isEmpty, heteros.contains(where: { element($0) == .nitrogen }) {
          return "a carbamic acid"
        }
        if acids.count > 1 { return "a carbonic acid" }
        let isArylEster = heteros.contains { hetero in
          element(hetero) == .oxygen && !molecule.rings.contains(atom: hetero)
            && neighbors(hetero).contains(where: isAromatic)
        }
        if isArylEster { return "an aryl ester or carbamate" }
      } else if heteros.contains(where: { isHydroxyl($0) }) {
        return "an enol or enamine"
      }
    }
    return nil
  }

  private func shareRing(_ atoms: [Int32]) -> Bool {
    molecule.rings.atomRings.contains { ring in atoms.allSatisfy { ring.contains($0) } }
  }

  private var ringPatterns: [String] {
    let rings = molecule.rings.atomRings
    return rings.enumerated().flatMap { index, ring in
      let bridged = rings[(index + 1)...].filter { Set(ring).intersection($0).count > 2 }
      return [ringPattern(ring)].compactMap(\.self) + bridged.map { _ in "a bridged ring" }
    }
  }

  private func hasDoubleBond(_ atom: Int32, in ring: Ring) -> Bool {
    molecule.graph.bonds(of: atom).contains {
      molecule.kekuleOrders[Int($0)] == .double
        && ring.contains(molecule.bonds[Int($0)].other(atom))
    }
  }

  private func ringPattern(_ ring: Ring) -> String? {
    if ring.count > 7 { return "a large ring" }
    if ring.count == 5,
      ring.count(where: {
        element($0) == .carbon && !isAromatic($0) && molecule.hybridization[Int($0)] == .sp2
          && hasDoubleBond($0, in: ring)
      }) == 4
    {
      return "a cyclopentadiene"
    }
    guard ring.count <= 4 else { return nil }
    let isFused = ring.contains { molecule.rings.atomRingCounts[Int($0)] > 1 }
    let isUnsaturated = ring.contains { molecule.hybridization[Int($0)] != .sp3 }
    let hasHetero = ring.contains { element($0) != .carbon }
    let isLactone =
      hasHetero
      && ring.contains { atom in
        element(atom) == .oxygen && neighbors(atom).contains { molecule.isCarbonyl($0) }
      }
    let isStrained =
      isFused || (ring.count == 3 ? isUnsaturated || hasHetero : isLactone)
    return isStrained ? "a strained ring" : nil
  }

  /// Carbons in the longest unbranched chain of CH2 and CH3 outside rings.
  private func longestChain() -> Int {
    func isChain(_ atom: Int32) -> Bool {
      element(atom) == .carbon && molecule.hybridization[Int(atom)] == .sp3
        && !molecule.rings.contains(atom: atom) && molecule.graph.degree(of: atom) <= 2
    }
    var best = 0
    var seen: Set<Int32> = []
    for start in 0..<Int32(molecule.atomCount) where isChain(start) && !seen.contains(start) {
      var size = 0
      var stack = [start]
      seen.insert(start)
      while let atom = stack.popLast() {
        size += 1
        for next in neighbors(atom) where isChain(next) && !seen.contains(next) {
          seen.insert(next)
          stack.append(next)
        }
      }
      best = max(best, size)
    }
    return best
  }
}
