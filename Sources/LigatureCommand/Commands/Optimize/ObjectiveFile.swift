import Descriptors
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import XMLDocuments

/// A file that declares an objective (`share/objectives`).
struct ObjectiveFile: Sendable {
  /// What the file says, for a run that goes on or is told of later.
  let text: String
  let objective: Objective

  private static let largest = 1 << 20

  /// - Throws: `CommandFailure` with file, line and reason of everything that the failing step
  ///   found.
  init(contentsOf path: String, share: ShareFolders) throws(CommandFailure) {
    let url = URL(fileURLWithPath: path)
    let data: Data
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }
      data = try file.read(upToCount: Self.largest + 1) ?? Data()
    } catch {
      throw CommandFailure("\(path): cannot be read: \(error.systemReason)")
    }
    guard data.count <= Self.largest else {
      throw CommandFailure("\(path): larger than \(Self.largest) bytes; this is no objective")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw CommandFailure("\(path): this is no UTF-8 text; save it as UTF-8")
    }
    try self.init(text, name: path, share: share)
  }

  /// - Parameter name: how errors call the text.
  init(_ text: String, name: String, share: ShareFolders) throws(CommandFailure) {
    guard let schema = share.find("objectives/objective.rng") else {
      throw CommandFailure(
        "objectives/objective.rng, the schema of objectives, is in none of "
          + share.folders.map(\.path).joined(separator: ", "),
        hint: "set LIGATURE_SHARE to the installed share/ligature")
    }
    do {
      let tree = try XMLTree(Data(text.utf8), name: name)
      // What is read here is told better than by a schema, which tells what is not.
      let read = tree.root.name == "objective" ? try tree.root.objective() : nil
      try RelaxNGSchema(contentsOf: schema).validate(tree)
      self.text = text
      objective = try read ?? tree.root.objective()
    } catch let error as ObjectiveError {
      throw CommandFailure(error.text, hint: error.hint)
    } catch {
      throw CommandFailure("\(error)", hint: "share/objectives/README.md says what goes where")
    }
  }
}

private struct ObjectiveError: Error {
  let text: String
  var hint: String?
}

extension XMLTreeElement {
  fileprivate func refused(_ reason: String, hint: String? = nil) -> ObjectiveError {
    ObjectiveError(text: "\(file):\(line): <\(name)>: \(reason)", hint: hint)
  }

  fileprivate func objective() throws -> Objective {
    let alongside = try child("docking")?.children("target").map { try $0.text(of: "name") } ?? []
    let avoided = try children("avoid").map { element in
      Objective.Avoided(
        target: try element.text(of: "target"), weight: try element.weight(standard: 1),
        beyond: try element.beyond())
    }
    var seen: Set<String> = []
    for element in (child("docking")?.children("target") ?? []) + children("avoid") {
      let target = try element.text(of: element.name == "avoid" ? "target" : "name")
      guard seen.insert(target).inserted else {
        throw element.refused("\(target) is named twice; each target counts once")
      }
    }
    var described: Set<String> = []
    let properties = try children("descriptor").map { element in
      let property = try element.property()
      guard described.insert(property.descriptor.name).inserted else {
        throw element.refused("\(property.descriptor.name) counts already")
      }
      return property
    }
    return Objective(
      combination: try child("docking")?.combination() ?? .worst, alongside: alongside,
      avoided: avoided,
      properties: properties,
      constraints: MoleculeConstraints(
        kept: try children("keep").map { try $0.pattern() },
        forbidden: try children("forbid").map { try $0.pattern() },
        limits: try limits()))
  }

  private func limits() throws -> [MoleculeConstraints.Limit] {
    var all: [MoleculeConstraints.Limit] = []
    for element in children("limit") {
      let limit = try element.limit()
      for other in all
      where other.descriptor.name == limit.descriptor.name && !other.range.overlaps(limit.range) {
        throw element.refused(
          "no \(limit.descriptor.name) satisfies this and the limit before: \(other.words)")
      }
      all.append(limit)
    }
    return all
  }

  private func combination() throws -> Objective.Combination {
    let allowed = Objective.Combination.allCases.map(\.rawValue)
    guard let text = attribute("combine") else {
      throw refused("combine is missing; it is \(allowed.joined(separator: ", "))")
    }
    guard let found = Objective.Combination(rawValue: text) else {
      throw refused("combine is “\(text)”; it is \(allowed.joined(separator: ", "))")
    }
    guard !children("target").isEmpty else {
      throw refused("a <target name=\"…\"/> is missing, which counts beside that of --target")
    }
    return found
  }

  /// Of an anti-target, kcal/mol.
  private func beyond() throws -> Double? {
    guard let value = try number("beyond") else { return nil }
    guard value < 0 else {
      throw refused(
        "beyond is \(value.short), which every molecule exceeds; it is a docking score such as -8")
    }
    return value
  }

  private func property() throws -> Objective.Property {
    let descriptor = try descriptor("name")
    let weight = try weight()
    let (least, low) = (try number("zero-below"), try number("from"))
    let (high, most) = (try number("to"), try number("zero-above"))
    if descriptor.name == "qed" {
      guard [least, low, high, most].allSatisfy({ $0 == nil }) else {
        throw refused("qed is a desirability itself and takes no range")
      }
      return Objective.Property(descriptor, weight: weight, desirability: .itself)
    }
    guard (least == nil) == (low == nil) else {
      throw refused("zero-below and from go together: where nothing is left, and where all is well")
    }
    guard (high == nil) == (most == nil) else {
      throw refused("to and zero-above go together: where all is well, and where nothing is left")
    }
    guard low != nil || high != nil else {
      throw refused(
        "\(descriptor.name) needs a range: zero-below and from, to and zero-above, or all four")
    }
    let corners = [
      least ?? -.infinity, low ?? -.infinity, high ?? .infinity, most ?? .infinity,
    ]
    let rises = low == nil || corners[0] < corners[1]
    let falls = high == nil || corners[2] < corners[3]
    guard rises, falls, corners[1] <= corners[2] else {
      throw refused("the range must rise: zero-below < from ≤ to < zero-above")
    }
    return Objective.Property(
      descriptor, weight: weight,
      desirability: .range(
        least: corners[0], low: corners[1], high: corners[2], most: corners[3]))
  }

  fileprivate func weight(standard: Double? = nil) throws -> Double {
    guard let weight = try number("weight") ?? standard else { throw refused("weight is missing") }
    guard weight > 0 else { throw refused("weight must be above 0") }
    return weight
  }

  private func limit() throws -> MoleculeConstraints.Limit {
    let descriptor = try descriptor("descriptor")
    let (low, high) = (try number("from"), try number("to"))
    guard low != nil || high != nil else { throw refused("needs from, to or both") }
    guard low ?? -.infinity <= high ?? .infinity else {
      throw refused("from is above to: no molecule could satisfy it")
    }
    return MoleculeConstraints.Limit(descriptor, (low ?? -.infinity)...(high ?? .infinity))
  }

  private func pattern() throws -> MoleculeConstraints.Pattern {
    do {
      return MoleculeConstraints.Pattern(
        try SMARTSPattern(try text(of: "smarts")), name: attribute("name"))
    } catch let error as SMARTSError {
      throw refused("smarts: \(error.description)")
    }
  }

  /// A descriptor that is a number for every molecule.
  private func descriptor(_ attribute: String) throws -> Descriptor {
    let name = try text(of: attribute)
    guard let found = Descriptor.all.first(where: { $0.name == name }) else {
      throw refused(
        "there is no descriptor “\(name)” of the molecule alone",
        hint: "“ligature describe --columns help” lists them")
    }
    guard found.isNumeric else {
      throw refused("“\(name)” is a text, which no number can be asked of")
    }
    return found
  }

  fileprivate func text(of attribute: String) throws -> String {
    let text = (self.attribute(attribute) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw refused("\(attribute) is missing") }
    return text
  }

  fileprivate func number(_ attribute: String) throws -> Double? {
    guard let text = self.attribute(attribute) else { return nil }
    let number = Double(text.trimmingCharacters(in: .whitespacesAndNewlines))
    guard let number, number.isFinite else {
      throw refused("\(attribute) is “\(text)”, which is no number")
    }
    return number
  }
}

extension Descriptor {
  /// Whether its values are numbers, told from one molecule.
  fileprivate var isNumeric: Bool {
    guard let molecule = try? PerceivedMolecule(Molecule(smiles: "CO")) else { return false }
    return compute(DescriptorContext(molecule)).number != nil
  }
}
