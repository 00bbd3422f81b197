import Descriptors
import Reports
import SMILES

/// A column of the descriptor report.
enum DescribeColumn: Sendable {
  /// Name and SMILES as the input has them.
  case name, smiles
  case canonicalSMILES
  case descriptor(Descriptor)
  /// Why the entry is no molecule; empty for a molecule.
  case error

  var title: String {
    switch self {
    case .name: "name"
    case .smiles: "smiles"
    case .canonicalSMILES: "canonical_smiles"
    case .descriptor(let descriptor): descriptor.name
    case .error: "error"
    }
  }

  /// Every column, in the order of `--columns all`.
  static let all: [DescribeColumn] =
    [.name, .smiles, .canonicalSMILES]
    + Descriptor.all.filter { !["name", "smiles", "canonical_smiles", "error"].contains($0.name) }
    .map { .descriptor($0) } + [.error]

  /// What a chemist reads first; the rest is there for the asking.
  static let standardTitles = [
    "name", "smiles", "canonical_smiles", "formula", "mol_wt", "crippen_logp", "tpsa", "hbd", "hba",
    "rotatable_bonds", "rings", "aromatic_rings", "fraction_csp3", "formal_charge", "stereocenters",
    "primary_amines", "secondary_amines", "tertiary_amines", "basic_amines", "qed", "alerts",
    "lipinski_violations", "veber_violations", "murcko_scaffold", "scaffold_class", "error",
  ]

  static let standard = standardTitles.compactMap { title in all.first { $0.title == title } }

  /// The columns that a list of names stands for, and `error`, which is never left out.
  static func columns(named text: String) throws(UsageError) -> [DescribeColumn] {
    if text == "all" { return all }
    var columns: [DescribeColumn] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.drop { $0 == " " }.description
      guard let column = all.first(where: { $0.title == name }) else {
        throw unknown(name)
      }
      guard !columns.contains(where: { $0.title == name }) else {
        throw UsageError("--columns names \(name) twice")
      }
      columns.append(column)
    }
    if !columns.contains(where: { $0.title == "error" }) { columns.append(.error) }
    return columns
  }

  private static func unknown(_ name: String) -> UsageError {
    let titles = all.map(\.title)
    let near = nearNames(to: name, among: titles).prefix(4)
    return UsageError(
      name.isEmpty ? "--columns has an empty name" : "there is no column “\(name)”",
      hint: near.isEmpty
        ? "the columns are \(titles.joined(separator: ", "))"
        : "did you mean \(near.joined(separator: ", "))?")
  }
}
