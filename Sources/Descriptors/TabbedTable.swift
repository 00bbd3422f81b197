/// The rows of a compiled-in table, split at tabs.
func tableRows(_ text: String) -> [[String]] {
  text.split(separator: "\n").map { line in
    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }
}
