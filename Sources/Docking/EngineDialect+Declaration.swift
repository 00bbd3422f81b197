import Foundation
import Targets
import XMLDocuments

extension EngineDialect {
  private static let largestDeclaration = 1 << 20
  private static let mostArguments = 500

  /// Reads the file that declares an engine.
  ///
  /// - Parameter schema: `engine.rng`.
  /// - Throws: `declaration` with file, line and reason of everything that the failing step found.
  package init(declaration url: URL, schema: URL) throws(DockingError) {
    let data = try Self.contents(of: url)
    let tree: XMLTree
    do {
      tree = try XMLTree(data, name: url.path)
      try RelaxNGSchema(contentsOf: schema).validate(tree)
    } catch {
      throw DockingError(.declaration, "", error.description)
    }
    let root = tree.root
    let name = root.attribute("name") ?? ""
    guard !Self.all.contains(where: { $0.name == name.lowercased() }) else {
      throw root.refused("\"\(name)\" is the name of an engine that is known here; choose another")
    }
    let version = try root.only("version")
    let functions: [ScoringFunction] =
      if let element = root.child("scoring") { [try element.scoringFunction()] } else { [] }
    self.init(
      name: name,
      programs: root.children("program").map { Self.program($0.trimmed, declaredIn: url) },
      versionArguments: version.children("argument").map(\.text),
      signature: (version.attribute("contains") ?? "").lowercased(), functions: functions,
      command: try root.only("command").template(limit: Self.mostArguments),
      affinityText: try root.only("affinity").attribute("behind"),
      declaration: SHA256.hexadecimal(of: [UInt8](data)))
  }

  private static func contents(of url: URL) throws(DockingError) -> Data {
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }
      let data = try file.read(upToCount: largestDeclaration + 1) ?? Data()
      guard data.count <= largestDeclaration else {
        throw DockingError(
          .declaration, url.path, "larger than \(largestDeclaration) bytes; this declares no engine"
        )
      }
      return data
    } catch let error as DockingError {
      throw error
    } catch {
      throw DockingError(
        .declaration, url.path, "cannot be read: \(error.localizedDescription)")
    }
  }

  /// A path counts from the folder of the file that names it.
  private static func program(_ text: String, declaredIn url: URL) -> String {
    guard text.contains("/"), !text.hasPrefix("/") else { return text }
    return url.absoluteURL.deletingLastPathComponent().appendingPathComponent(text)
      .standardizedFileURL.path
  }
}

extension XMLTreeElement {
  fileprivate var trimmed: String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

  fileprivate func refused(_ reason: String) -> DockingError {
    DockingError(.declaration, "\(file):\(line)", reason)
  }

  fileprivate func only(_ name: String) throws(DockingError) -> XMLTreeElement {
    guard let child = child(name) else { throw refused("<\(self.name)> has no <\(name)>") }
    return child
  }

  fileprivate func scoringFunction() throws(DockingError) -> ScoringFunction {
    let text = attribute("function") ?? ""
    guard let function = ScoringFunction(rawValue: text) else {
      throw refused("no scoring function \"\(text)\" is known here")
    }
    return function
  }

  fileprivate func template(limit: Int) throws(DockingError) -> CommandTemplate {
    let arguments = children("argument")
    guard arguments.count <= limit else {
      throw refused("\(arguments.count) arguments; at most \(limit) can be given")
    }
    do { return try CommandTemplate(arguments.map(\.text)) } catch {
      throw (error.argument.map { arguments[$0] } ?? self).refused(error.reason)
    }
  }
}
