import Feedback

/// What is read off the poses of a docking run beside their scores.
public struct PoseReadings: Sendable {
  /// Finds the contacts with the target; nil where none are told.
  public let contacts: ContactReader?
  /// What each pose is compared to.
  public let reference: ReferenceLigand?

  public static let none = PoseReadings(contacts: nil, reference: nil)

  public init(contacts: ContactReader?, reference: ReferenceLigand?) {
    self.contacts = contacts
    self.reference = reference
  }
}
