import Conformers
import Docking
import Foundation

extension RunStore {
  func write(_ poses: [Pose], forCall call: Int) throws(StoreError) {
    for (index, pose) in poses.enumerated() {
      try database.run(
        "INSERT INTO poses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .init(call), .init(index + 1), .real(pose.affinity), .real(pose.reportedAffinity),
          .init(pose.intermolecular), .init(pose.intramolecular),
          .blob(PositionBlob.data(pose.coordinates)),
          .blob(PositionBlob.data(indices: pose.hydrogens.map(\.parent))),
          .blob(PositionBlob.data(pose.hydrogens.map(\.position))),
        ])
    }
  }

  /// The poses of a call, best first; empty for a failure.
  public func poses(ofCall call: Int) throws(StoreError) -> [Pose] {
    try database.rows(
      """
      SELECT affinity, reported_affinity, intermolecular, intramolecular, coordinates,
      hydrogen_parents, hydrogens FROM poses WHERE call = ? ORDER BY mode
      """, [.init(call)]
    ) { (row) throws(StoreError) in
      guard let affinity = row.real(0), let reported = row.real(1),
        let coordinates = row.data(4).flatMap(PositionBlob.positions),
        let parents = row.data(5).flatMap(PositionBlob.indices),
        let hydrogens = row.data(6).flatMap(PositionBlob.positions),
        parents.count == hydrogens.count
      else {
        throw StoreError(
          .unreadableRow, path: url.path, message: "a pose of call \(call) is incomplete")
      }
      return Pose(
        affinity: affinity, reportedAffinity: reported, intermolecular: row.real(2),
        intramolecular: row.real(3), coordinates: coordinates,
        hydrogens: zip(parents, hydrogens).map {
          Structure3D.Hydrogen(parent: $0, position: $1)
        })
    }
  }
}

/// Positions as little-endian IEEE doubles x, y, z one after the other, and atom indices as
/// little-endian 32-bit integers, so that a file reads alike on every machine.
enum PositionBlob {
  static func data(_ positions: [SIMD3<Double>]) -> Data {
    var data = Data(capacity: positions.count * 24)
    for position in positions {
      for axis in 0..<3 {
        withUnsafeBytes(of: position[axis].bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
    }
    return data
  }

  static func data(indices: [Int32]) -> Data {
    var data = Data(capacity: indices.count * 4)
    for index in indices {
      withUnsafeBytes(of: index.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  /// Nil when the length is not that of whole positions.
  static func positions(_ data: Data) -> [SIMD3<Double>]? {
    guard data.count.isMultiple(of: 24) else { return nil }
    return data.withUnsafeBytes { bytes in
      stride(from: 0, to: data.count, by: 24).map { start in
        let axes = (0..<3).map { axis in
          Double(
            bitPattern: UInt64(
              littleEndian: bytes.loadUnaligned(fromByteOffset: start + axis * 8, as: UInt64.self)))
        }
        return SIMD3(axes[0], axes[1], axes[2])
      }
    }
  }

  static func indices(_ data: Data) -> [Int32]? {
    guard data.count.isMultiple(of: 4) else { return nil }
    return data.withUnsafeBytes { bytes in
      stride(from: 0, to: data.count, by: 4).map {
        Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Int32.self))
      }
    }
  }
}
