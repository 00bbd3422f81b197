/// Says where a pose leaves room, and for what.
struct RoomFindings {
  let writer: StatementWriter
  let room: Room

  private static let mostGrowthPoints = 3
  private static let mostSubpockets = 2

  func statements() -> [Statement] {
    room.growthPoints.prefix(Self.mostGrowthPoints).map(growth)
      + room.subpockets.prefix(Self.mostSubpockets).map(subpocket)
  }

  private func growth(_ point: Room.GrowthPoint) -> Statement {
    let count = point.places.count
    let ring = point.ringEnergy.map { "; a phenyl ring fits (\($0.fixed(1)))" } ?? ""
    return writer.statement(
      .roomToGrow, 0.2 + 0.1 * min(4, -point.energy),
      "Atom \(point.atom) has room for \(count == 8 ? "8 or more" : "\(count)") heavy "
        + "atom\(count == 1 ? "" : "s")\(Self.toward(point.residues)), worth "
        + "\(point.energy.fixed(1)) kcal/mol of contact energy\(ring).",
      evidence: [.init("heavy_atoms", Double(count)), .init("energy", point.energy)]
        + (point.ringEnergy.map { [.init("ring_energy", $0)] } ?? []),
      atoms: [point.atom],
      implication: "Replace its hydrogen\(Self.fitting(point.fits)).",
      suggestion: .init(.grow, wanted: point.fits.first))
  }

  private func subpocket(_ pocket: Room.Subpocket) -> Statement {
    writer.statement(
      .subpocketEmpty, 0.2 + 0.01 * min(30, pocket.volume),
      "No atom reaches a pocket\(Self.between(pocket.residues)): "
        + "\(pocket.volume.fixed(0)) Å³ in which a carbon gains up to \(pocket.energy.fixed(1)) "
        + "kcal/mol, \(pocket.distance.fixed(1)) Å from atom \(pocket.nearestAtom).",
      evidence: [
        .init("volume", pocket.volume), .init("energy", pocket.energy),
        .init("distance", pocket.distance),
      ] + (pocket.growthDistance.map { [.init("growth_distance", $0)] } ?? []),
      atoms: [pocket.growthAtom ?? pocket.nearestAtom],
      implication: pocket.growthAtom.map {
        "A chain from atom \($0), the nearest that can grow, may reach it"
          + "\(Self.fitting(pocket.fits))."
      } ?? "No atom can grow toward it: only another shape would fill it.",
      suggestion: pocket.growthAtom.map { _ in .init(.grow, wanted: pocket.fits.first) })
  }

  private static func toward(_ residues: [Room.Neighbor]) -> String {
    residues.isEmpty ? "" : " toward " + list(residues.prefix(3).map(\.label))
  }

  private static func between(_ residues: [Room.Neighbor]) -> String {
    residues.isEmpty ? "" : " lined by " + list(residues.prefix(4).map(\.label))
  }

  private static func fitting(_ fits: [Room.Wanted]) -> String {
    fits.isEmpty ? "" : "; what fits: " + fits.map(words).joined(separator: ", ")
  }

  private static func list(_ names: [String]) -> String {
    names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
      : names.joined()
  }

  private static func words(_ wanted: Room.Wanted) -> String {
    switch wanted {
    case .basicAmine: "a basic amine"
    case .acid: "an acid"
    case .donor: "a donor"
    case .acceptor: "an acceptor"
    case .aromaticRing: "an aromatic ring"
    case .hydrophobe: "a hydrophobic group"
    default: wanted.rawValue
    }
  }
}
