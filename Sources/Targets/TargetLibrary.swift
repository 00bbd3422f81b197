import Foundation

/// The folders in which targets are looked up by name.
public struct TargetLibrary: Sendable {
  /// Folders that hold one folder for each target; the first that has a name wins.
  public let searchPaths: [URL]

  public init(searchPaths: [URL]) { self.searchPaths = searchPaths }

  /// The standard places: the folders in `$LIGATURE_TARGETS` (separated by colons), then the
  /// installed share (`$LIGATURE_SHARE`, then `share/ligature` beside the program's `bin`), then
  /// `targets/` of the checkout that the program was built in.
  public static func standard(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: URL? = Bundle.main.executableURL
  ) -> TargetLibrary {
    var paths: [URL] = []
    for path in environment["LIGATURE_TARGETS"]?.split(separator: ":") ?? [] {
      paths.append(URL(fileURLWithPath: String(path), isDirectory: true))
    }
    if let share = environment["LIGATURE_SHARE"], !share.isEmpty {
      paths.append(URL(fileURLWithPath: share).appendingPathComponent("targets"))
    }
    if let program = executable?.resolvingSymlinksInPath() {
      var folder = program.deletingLastPathComponent()
      paths.append(
        folder.deletingLastPathComponent().appendingPathComponent("share/ligature/targets"))
      // A build lies some levels below the checkout, in .build/<triple>/<configuration>.
      for _ in 0..<6 {
        folder.deleteLastPathComponent()
        let isCheckout = ["Package.swift", "targets/target.rng"].allSatisfy {
          FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
        }
        if isCheckout {
          paths.append(folder.appendingPathComponent("targets"))
          break
        }
      }
    }
    return TargetLibrary(searchPaths: paths)
  }

  /// The schema: the first `target.rng` in the search paths.
  public var schema: URL? {
    searchPaths.map { $0.appendingPathComponent("target.rng") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// Names of all targets, in alphabetical order.
  public var names: [String] {
    var names: Set<String> = []
    for path in searchPaths {
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
      names.formUnion(entries.filter { Self.isTarget(path.appendingPathComponent($0)) })
    }
    return names.sorted()
  }

  /// The folder of a target that was given by name or as a path.
  ///
  /// Text with a slash is a path. A name is looked up in the search paths, and only then taken for
  /// a folder of the working directory.
  ///
  /// - Throws: `.notFound` with the names there are.
  public func directory(of nameOrPath: String) throws(TargetError) -> URL {
    let path = URL(fileURLWithPath: nameOrPath, isDirectory: true)
    if nameOrPath.contains("/") || nameOrPath == "." || nameOrPath == ".." {
      guard Self.isTarget(path) else {
        throw TargetError(
          .notFound, file: nameOrPath,
          path.lastPathComponent == "target.xml"
            ? "give the folder that holds this file" : "no target.xml in this folder")
      }
      return path
    }
    let found = searchPaths.map { $0.appendingPathComponent(nameOrPath, isDirectory: true) }
      .first(where: Self.isTarget)
    if let found, !nameOrPath.isEmpty { return found }
    if !nameOrPath.isEmpty, Self.isTarget(path) { return path }
    let names = names
    let alike = names.first { $0.lowercased() == nameOrPath.lowercased() }
    let hint =
      alike.map { "did you mean \($0)?" }
      ?? (names.isEmpty
        ? "none is installed; set LIGATURE_TARGETS or give a folder"
        : "there are \(names.joined(separator: ", ")); or give a folder")
    throw TargetError(.notFound, file: nameOrPath, "no target of this name; \(hint)")
  }

  /// Loads a target that is given by name or as a path.
  ///
  /// - Throws: `.notFound`, and what `ProteinTarget(directory:)` throws.
  public func target(_ nameOrPath: String) throws(TargetError) -> ProteinTarget {
    try ProteinTarget(directory: directory(of: nameOrPath), schema: schema)
  }

  /// Checks a target that is given by name or as a path.
  ///
  /// - Throws: `.notFound`; everything else is a finding.
  public func check(_ nameOrPath: String) throws(TargetError) -> TargetCheck {
    TargetCheck(directory: try directory(of: nameOrPath), schema: schema)
  }

  /// The schema for a folder that no library was asked for.
  static func schema(beside directory: URL) -> URL? {
    let beside = directory.standardizedFileURL.deletingLastPathComponent()
    return TargetLibrary(searchPaths: [beside] + standard().searchPaths).schema
  }

  private static func isTarget(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("target.xml").path)
  }
}
