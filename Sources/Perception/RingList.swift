/// Rings as lists of atom or bond indices, all in one flat array.
public struct RingList: RandomAccessCollection, Hashable, Sendable {
  /// The members of ring r are `members[offsets[r]..<offsets[r + 1]]`.
  package private(set) var members: [Int32] = []
  package private(set) var offsets: [Int32] = [0]

  init() {}

  init(members: [Int32], offsets: [Int32]) {
    self.members = members
    self.offsets = offsets
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { offsets.count - 1 }

  /// One ring, sharing storage. O(1).
  public subscript(ring: Int) -> Ring {
    Ring(storage: members, start: Int(offsets[ring]), count: Int(offsets[ring + 1] - offsets[ring]))
  }

  mutating func append(_ member: Int32) { members.append(member) }
  /// Makes a ring of the members appended since the last one.
  mutating func endRing() { offsets.append(Int32(members.count)) }
}

/// The atoms or the bonds of one ring in ring order, counted from 0.
public struct Ring: RandomAccessCollection, Hashable, Sendable {
  private let storage: [Int32]
  private let start: Int
  public let count: Int

  init(storage: [Int32], start: Int, count: Int) {
    self.storage = storage
    self.start = start
    self.count = count
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
  public subscript(index: Int) -> Int32 {
    precondition(index >= 0 && index < count, "an index inside the ring")
    return storage[start + index]
  }

  public static func == (left: Ring, right: Ring) -> Bool { left.elementsEqual(right) }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for member in self { hasher.combine(member) }
  }
}
