import Foundation

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
