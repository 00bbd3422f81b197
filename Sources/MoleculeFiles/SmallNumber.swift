/// A number as an atom may have one, so that sums of them are numbers too; nil for others.
func smallNumber(_ value: Int) -> Int? {
  (-9999...9999).contains(value) ? value : nil
}
