extension FeedbackJSON {
  /// Where the best pose leaves room; places in Å, in the receptor's frame.
  struct RoomEntry: Encodable {
    let growth: [Growth]
    let subpockets: [Subpocket]

    struct Growth: Encodable {
      let atom: Int32
      let direction: [Double]
      let places: [[Double]]
      let energy: Double
      @Nullable var ringEnergy: Double?
      let residues: [Residue]
      let fits: [String]

      enum CodingKeys: String, CodingKey {
        case atom, direction, places, energy, residues, fits
        case ringEnergy = "ring_energy"
      }
    }

    struct Subpocket: Encodable {
      let center: [Double]
      let volume: Double
      let energy: Double
      let residues: [Residue]
      let fits: [String]
      let nearestAtom: Int32
      let distance: Double
      @Nullable var growthAtom: Int32?

      enum CodingKeys: String, CodingKey {
        case center, volume, energy, residues, fits, distance
        case nearestAtom = "nearest_atom"
        case growthAtom = "growth_atom"
      }
    }
  }
}

extension FeedbackJSON.RoomEntry {
  init(_ room: Room) {
    let numbers = { (point: SIMD3<Double>) in [point.x, point.y, point.z] }
    let residues = { (all: [Room.Neighbor]) in
      all.map { FeedbackJSON.Residue($0.residue, alias: $0.alias) }
    }
    growth = room.growthPoints.map {
      Growth(
        atom: $0.atom, direction: numbers($0.direction), places: $0.places.map(numbers),
        energy: $0.energy, ringEnergy: $0.ringEnergy, residues: residues($0.residues),
        fits: $0.fits.map(\.rawValue))
    }
    subpockets = room.subpockets.map {
      Subpocket(
        center: numbers($0.center), volume: $0.volume, energy: $0.energy,
        residues: residues($0.residues), fits: $0.fits.map(\.rawValue),
        nearestAtom: $0.nearestAtom, distance: $0.distance, growthAtom: $0.growthAtom)
    }
  }
}
