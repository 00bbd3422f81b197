import Foundation

/// Why an edit is proposed that answers no statement: a fact of the run.
struct Motive: Sendable {
  let sentence: String

  init(_ child: Child, _ credit: EditCredit) {
    let start =
      child.parent.requests.isEmpty
      ? "On molecule \(child.parent.id): "
      : "No statement on molecule \(child.parent.id) is answered by this; "
    let gain = child.propertyPart - child.parent.propertyPart
    if let kind = child.lineage.steps.first?.kind, let account = credit.kinds[kind],
      account.wins > 0, account.mean > 0
    {
      sentence =
        start + "edits of the kind “\(kind.rawValue)” beat their parents in \(account.wins) of "
        + "\(account.trials) trials of this run."
    } else if let laid = (child.fit ?? child.pose)?.affinity,
      let before = child.parent.pose?.affinity,
      laid < before - 0.2
    {
      let place = child.fit == nil ? "in the pose of the parent" : "where docked molecules lie"
      sentence =
        start + "\(place) this would score \(Self.text(laid)) kcal/mol, where the "
        + "parent has \(Self.text(before))."
    } else if gain > 0.2 {
      sentence =
        start + "its descriptors bring \(Self.text(gain)) more to the objective; QED goes from "
        + "\(Self.text(child.parent.drugLikeness)) to \(Self.text(child.drugLikeness))."
    } else if child.deviation > 0 {
      sentence =
        start + "from this run's dockings an objective of \(Self.text(child.objective)) ± "
        + "\(Self.text(child.deviation)) is expected, where the parent has "
        + "\(Self.text(child.parent.score))."
    } else {
      sentence = start + "nothing that is known of this run speaks for or against it."
    }
  }

  private static func text(_ value: Double) -> String { String(format: "%.2f", value) }
}
