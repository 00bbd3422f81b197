import Foundation
import TestSupport

/// Rows of a tab-separated file of `Tests/Data`, without its header.
func tabbedRows(_ name: String) throws -> [[String]] {
  let text = try String(contentsOf: Checkout.data(name), encoding: .utf8)
  return text.split(separator: "\n").dropFirst().map { line in
    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }
}
