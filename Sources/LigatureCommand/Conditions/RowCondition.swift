import Reports

/// A condition on the columns of a row, as `mol_wt < 500 && pains == ""`.
///
/// Numbers are compared as the table shows them, so with their decimals; texts by code points. A
/// number that is missing makes every comparison neither true nor false: neither the comparison nor
/// its negation lets the row pass (the logic of SQL). A text that is empty is `""`.
///
///     let condition = try RowCondition("qed > 0.5 && alerts ~ \"nitro\"") { kinds[$0] }
///     condition.columns            // ["qed", "alerts"]
///     condition.holds(for: cells)  // cells of these columns
package struct RowCondition: Sendable {
  /// What a column holds.
  package enum Kind: Hashable, Sendable {
    case number, text
  }

  enum Comparison: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case unequal = "!="

    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
      switch self {
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      case .equal: left == right
      case .unequal: left != right
      }
    }
  }

  enum Arithmetic: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  indirect enum Number: Sendable {
    case constant(Double)
    case column(Int)
    case negated(Number)
    case combined(Arithmetic, Number, Number)
  }

  enum Text: Sendable {
    case constant(String)
    case column(Int)
  }

  indirect enum Truth: Sendable {
    case numbers(Comparison, Number, Number)
    case texts(Comparison, Text, Text)
    case contains(Text, Text)
    case not(Truth)
    case and(Truth, Truth)
    case or(Truth, Truth)
  }

  /// The columns that the condition reads, each once.
  package let columns: [String]
  private let truth: Truth

  /// Reads a condition.
  ///
  /// - Parameters:
  ///   - text: the grammar stands above `ConditionParser`.
  ///   - names: every column, for advice on one that is not known.
  ///   - kind: what a column holds; nil where there is none of the name.
  /// - Throws: `ConditionError` with the place of what is wrong.
  package init(
    _ text: String, names: [String] = [], kind: @escaping (String) -> Kind?
  ) throws(ConditionError) {
    var parser = try ConditionParser(text, names: names, kind: kind)
    truth = try parser.condition()
    columns = parser.columns
  }

  /// Whether the row passes. `cells` are those of `columns`, in their order.
  package func holds(for cells: [Cell]) -> Bool { Self.value(of: truth, cells) == true }

  private static func value(of truth: Truth, _ cells: [Cell]) -> Bool? {
    switch truth {
    case .numbers(let comparison, let left, let right):
      guard let left = value(of: left, cells), let right = value(of: right, cells) else {
        return nil
      }
      return comparison.holds(left, right)
    case .texts(let comparison, let left, let right):
      return comparison.holds(value(of: left, cells), value(of: right, cells))
    case .contains(let whole, let part):
      let part = value(of: part, cells)
      return part.isEmpty || value(of: whole, cells).contains(part)
    case .not(let inner): return value(of: inner, cells).map { !$0 }
    case .and(let left, let right):
      let first = value(of: left, cells)
      if first == false { return false }
      let second = value(of: right, cells)
      return second == false ? false : first == nil ? nil : second
    case .or(let left, let right):
      let first = value(of: left, cells)
      if first == true { return true }
      let second = value(of: right, cells)
      return second == true ? true : first == nil ? nil : second
    }
  }

  private static func value(of number: Number, _ cells: [Cell]) -> Double? {
    switch number {
    case .constant(let value): return value
    case .column(let index): return cells.indices.contains(index) ? cells[index].shownNumber : nil
    case .negated(let inner): return value(of: inner, cells).map { -$0 }
    case .combined(let operation, let left, let right):
      guard let left = value(of: left, cells), let right = value(of: right, cells) else {
        return nil
      }
      let result =
        switch operation {
        case .plus: left + right
        case .minus: left - right
        case .times: left * right
        case .over: left / right
        }
      return result.isFinite ? result : nil
    }
  }

  private static func value(of text: Text, _ cells: [Cell]) -> String {
    switch text {
    case .constant(let value): value
    case .column(let index): cells.indices.contains(index) ? cells[index].text : ""
    }
  }
}

extension Cell {
  /// The number as a table writes it; nil for anything else.
  fileprivate var shownNumber: Double? {
    switch self {
    case .integer(let number): return Double(number)
    case .number(let number, let decimals):
      guard number.isFinite else { return nil }
      var scale = 1.0
      for _ in 0..<max(0, decimals) { scale *= 10 }
      return (number * scale).rounded(.toNearestOrEven) / scale
    case .empty, .text: return nil
    }
  }
}
