import Docking
import Feedback

extension Assessment {
  /// What was found. A failure is thrown, so that no test passes because nothing was assessed.
  func findings() throws(DockingFailure) -> Findings {
    switch self {
    case .scored(let findings): return findings
    case .failed(let failure): throw failure
    }
  }
}
