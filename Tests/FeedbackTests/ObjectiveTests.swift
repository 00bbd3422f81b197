import Feedback
import Testing

@Test(
  "the objective has the design's check values",
  arguments: [(-7.1, 0.714, 4.236), (-6.8, 0.824, 5.037)])
func objective(dock: Double, qed: Double, expected: Double) {
  // The check values come from unrounded QED.
  #expect(abs(Objective.score(dock: dock, qed: qed) - expected) < 0.006)
}
