/// The default objective of a docked molecule (arXiv 2511.07919): s = −dock − 10·(1 − QED).
public enum Objective {
  /// Higher is better; `dock` in kcal/mol, `qed` from 0 to 1.
  ///
  /// Dock −7.1 and QED 0.714 give 4.24.
  public static func score(dock: Double, qed: Double) -> Double { -dock - 10 * (1 - qed) }
}
