import Conformers
import Feedback
import Perception
import Synchronization

/// The shape of a group, made when it is first asked for.
final class GroupSpace: Sendable {
  private enum State {
    case unknown
    case known(GroupShape?)
  }

  private let state: Mutex<State>
  private let make: @Sendable () -> GroupShape?

  init(_ make: @escaping @Sendable () -> GroupShape?) {
    state = Mutex(.unknown)
    self.make = make
  }

  init(_ shape: GroupShape?) {
    state = Mutex(.known(shape))
    make = { shape }
  }

  /// Nil where the group cannot be built.
  var shape: GroupShape? {
    state.withLock { state in
      if case .known(let shape) = state { return shape }
      let shape = make()
      state = .known(shape)
      return shape
    }
  }

  /// A fragment with a methyl in place of its open end.
  static func ofFragment(
    _ molecule: PerceivedMolecule, members: [Int32], root: Int32, dummy: Int32
  ) -> GroupSpace {
    GroupSpace {
      var edit = GraphEdit(molecule)
      edit.change(dummy, to: .carbon)
      guard let product = edit.product() else { return nil }
      var place: [Int32: Int32] = [:]
      for (atom, origin) in product.origins.enumerated() { place[origin] = Int32(atom) }
      let atoms = members.compactMap { place[$0] }
      guard atoms.count == members.count, let root = place[root], let carrier = place[dummy] else {
        return nil
      }
      return GroupShape(
        of: product.molecule, members: atoms, root: root, carrier: carrier,
        at: RoughStructure.places(of: product.molecule))
    }
  }
}
