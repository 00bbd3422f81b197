import Foundation
import XMLDocuments

/// A folder with `target.xml` and the receptor; reads them in steps, so that a check can go on
/// where loading must stop.
struct TargetFolder {
  let directory: URL

  var definitionURL: URL { directory.appendingPathComponent("target.xml") }

  /// Parses `target.xml` and validates it.
  ///
  /// - Throws: `.notFound`, `.unreadable`, `.invalid`, `.schema`.
  func definition(schema: URL?) throws(TargetError) -> TargetDefinition {
    let tree = try parse()
    let problems = try problems(in: tree, schema: schema)
    guard !problems.isEmpty else { return try TargetDefinition(tree) }
    // The schema knows everything that is wrong, but of a missing element it only says that the
    // next one is not expected; reading the definition gives its name.
    var findings = TargetError(XMLError(code: .invalid, problems: problems)).findings
    do throws(TargetError) { _ = try TargetDefinition(tree) } catch {
      findings = error.findings + findings
    }
    throw TargetError(code: .invalid, findings: findings)
  }

  private func parse() throws(TargetError) -> XMLTree {
    guard FileManager.default.fileExists(atPath: definitionURL.path) else {
      throw TargetError(
        .notFound, file: definitionURL.path, "no such file; a target is a folder with target.xml")
    }
    do { return try XMLTree(contentsOf: definitionURL) } catch { throw TargetError(error) }
  }

  private func problems(in tree: XMLTree, schema: URL?) throws(TargetError) -> [XMLProblem] {
    guard let schema else {
      throw TargetError(
        .schema, file: directory.path,
        "the schema target.rng was not found; set LIGATURE_SHARE to the installed share/ligature")
    }
    do { return try RelaxNGSchema(contentsOf: schema).problems(in: tree) } catch {
      throw TargetError(error)
    }
  }

  /// The receptor's place, if it is a plain file of this folder.
  ///
  /// - Throws: `.invalid` for a name that leads out of the folder, `.receptor` for a missing file.
  func receptorURL(_ definition: TargetDefinition) throws(TargetError) -> URL {
    let name = definition.receptorFile
    func refuse(_ code: TargetError.Code, _ message: String) -> TargetError {
      TargetError(code, file: definitionURL.path, line: definition.receptorLine, message)
    }
    guard !name.contains("/"), !name.hasPrefix("."), !name.contains("\0") else {
      throw refuse(.invalid, "the receptor \"\(name)\" must be a file of the target's own folder")
    }
    let url = directory.appendingPathComponent(name)
    let resolved = url.resolvingSymlinksInPath()
    let folder = directory.resolvingSymlinksInPath()
    guard
      resolved.deletingLastPathComponent().standardizedFileURL.path
        == folder.standardizedFileURL.path
    else {
      throw refuse(.invalid, "the receptor \"\(name)\" is a link out of the target's folder")
    }
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved.path) else {
      throw refuse(.receptor, "the receptor file \"\(name)\" is missing")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw refuse(.receptor, "the receptor \"\(name)\" is not a plain file")
    }
    return url
  }

  /// The receptor's bytes with their SHA-256.
  func receptorBytes(_ url: URL) throws(TargetError) -> (bytes: [UInt8], sha256: String) {
    do {
      let bytes = [UInt8](try Data(contentsOf: url))
      return (bytes, SHA256.hexadecimal(of: bytes))
    } catch {
      throw TargetError(.unreadable, file: url.path, error.localizedDescription)
    }
  }

  /// Nil when the file is the one that was described.
  func mismatch(_ definition: TargetDefinition, sha256: String) -> TargetFinding? {
    guard sha256 != definition.receptorSHA256 else { return nil }
    return TargetFinding(
      severity: .error, file: definitionURL.path, line: definition.receptorLine,
      message: "\(definition.receptorFile) is not the file that was described: its SHA-256 is "
        + "\(sha256), expected \(definition.receptorSHA256)")
  }
}

extension TargetError {
  init(_ error: XMLError) {
    let code: Code =
      switch error.code {
      case .unreadable: .unreadable
      case .schema: .schema
      case .malformed, .entities, .invalid, .query: .invalid
      }
    self.init(
      code: code,
      findings: error.problems.map {
        TargetFinding(severity: .error, file: $0.file, line: $0.line, message: $0.message)
      })
  }
}
