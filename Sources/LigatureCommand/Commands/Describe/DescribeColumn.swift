import Descriptors
import Reports
import SMILES

/// A column of the descriptor report.
enum DescribeColumn: Sendable {
  /// Name and SMILES as the input has them.
  case name, smiles
  case canonicalSMILES
  case descriptor(Descriptor)
  /// What Open Babel computes, in a worker.
  case external(ExternalColumn)
  /// How rare its ring systems are, by a table of the share.
  case rarity(RarityColumn)
  /// Why the entry is no molecule; empty for a molecule.
  case error

  var title: String {
    switch self {
    case .name: "name"
    case .smiles: "smiles"
    case .canonicalSMILES: "canonical_smiles"
    case .descriptor(let descriptor): descriptor.name
    case .external(let column): column.rawValue
    case .rarity(let column): column.rawValue
    case .error: "error"
    }
  }

  /// What the column is, with unit and source; for `--columns help` and the legend of a page.
  var legend: String {
    switch self {
    case .name: return "Name, as the input has it"
    case .smiles: return "SMILES as the input has it; canonical where the input is no SMILES"
    case .canonicalSMILES: return "Canonical SMILES, the same for every order of the atoms"
    case .descriptor(let descriptor):
      let unit = descriptor.unit.isEmpty ? "" : " (\(descriptor.unit))"
      return "\(descriptor.summary)\(unit). \(descriptor.citation)"
    case .external(let column): return column.legend
    case .rarity(let column): return column.legend
    case .error: return "Why the entry is no molecule; empty for a molecule"
    }
  }

  /// Every column of `--columns all`, in order.
  static let all: [DescribeColumn] =
    [.name, .smiles, .canonicalSMILES]
    + Descriptor.all.filter { !["name", "smiles", "canonical_smiles", "error"].contains($0.name) }
    .map { .descriptor($0) } + [.error]

  /// Those that need Open Babel or a file of the share, and are only written when they are named.
  static let named: [DescribeColumn] =
    ExternalColumn.allCases.map { .external($0) } + RarityColumn.allCases.map { .rarity($0) }

  static let known = all + named

  /// What a chemist reads first; the rest is there for the asking.
  static let standardTitles = [
    "name", "smiles", "canonical_smiles", "formula", "mol_wt", "crippen_logp", "tpsa", "hbd", "hba",
    "rotatable_bonds", "rings", "aromatic_rings", "fraction_csp3", "formal_charge", "stereocenters",
    "primary_amines", "secondary_amines", "tertiary_amines", "basic_amines", "qed", "alerts",
    "lipinski_violations", "veber_violations", "murcko_scaffold", "scaffold_class", "error",
  ]

  static let standard = standardTitles.compactMap { title in all.first { $0.title == title } }

  /// The columns that a list of names stands for, and `error`, which is never left out.
  static func columns(listed text: String) throws(UsageError) -> [DescribeColumn] {
    var columns: [DescribeColumn] = []
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      part.filter { $0 != " " }
    }
    for name in names {
      guard !name.isEmpty else { throw UsageError("--columns has an empty name") }
      for column in name == "all" ? all : [try column(named: name)] {
        // “all,inchikey” names some twice without meaning it; the last place of `error` is its own.
        guard !columns.contains(where: { $0.title == column.title }) else {
          if names.contains("all") { continue }
          throw UsageError("--columns names \(name) twice")
        }
        columns.append(column)
      }
    }
    if !columns.contains(where: { $0.title == "error" }) { columns.append(.error) }
    return columns
  }

  static func column(named name: String) throws(UsageError) -> DescribeColumn {
    if let column = known.first(where: { $0.title == name }) { return column }
    let titles = known.map(\.title)
    let near = nearNames(to: name, among: titles).prefix(4)
    throw UsageError(
      "there is no column “\(name)”",
      hint: near.isEmpty
        ? "“ligature describe --columns help” lists them"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  /// What a condition may do with the column.
  var kind: RowCondition.Kind {
    switch self {
    case .name, .smiles, .canonicalSMILES, .error: return .text
    case .external(let column): return column.kind
    case .rarity(let column): return column == .system ? .text : .number
    case .descriptor(let descriptor):
      // A descriptor gives the same kind of value for every molecule.
      guard let methane = DescriptorContext.methane else { return .number }
      if case .text = descriptor.compute(methane) { return .text }
      return .number
    }
  }
}
