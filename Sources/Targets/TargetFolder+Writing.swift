import Foundation

extension ProteinTarget {
  /// Writes a folder with `target.xml` and a copy of the receptor, which `targets check` accepts.
  ///
  /// What is not known of the protein is said to be not stated; it can be filled in by hand.
  ///
  /// - Parameters:
  ///   - name: the new folder's name and the target's.
  ///   - folder: what the new folder lies in.
  /// - Returns: the new folder. It appears as a whole or not at all.
  /// - Throws: `.invalid` for a name or box that cannot be, or a folder that exists;
  ///   `.unreadable` where it cannot be written.
  public func write(as name: String, in folder: URL) throws(TargetError) -> URL {
    let place = folder.appendingPathComponent(name, isDirectory: true)
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_.\-]*/) != nil else {
      throw TargetError(
        .invalid, file: name,
        "a target's name has letters, digits, “_”, “.” and “-”, and begins with a letter or digit")
    }
    guard box.size.max() <= 126 else {
      throw TargetError(
        .invalid, file: name,
        "the box is \(box.size.max()) Å wide; at most 126 Å, choose the binding site")
    }
    guard !FileManager.default.fileExists(atPath: place.path) else {
      throw TargetError(.invalid, file: place.relativePath, "this exists; it was left as it is")
    }
    let unfinished = folder.appendingPathComponent(
      ".\(name).unfinished-\(ProcessInfo.processInfo.processIdentifier)", isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: unfinished, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: unfinished) }
      try FileManager.default.copyItem(
        at: receptorURL.resolvingSymlinksInPath(),
        to: unfinished.appendingPathComponent("receptor.pdbqt"))
      try Data(definition(named: name).utf8)
        .write(to: unfinished.appendingPathComponent("target.xml"))
      try FileManager.default.moveItem(at: unfinished, to: place)
    } catch {
      throw TargetError(
        .unreadable, file: place.relativePath, "cannot be written: \(error.localizedDescription)")
    }
    return place
  }

  private func definition(named name: String) -> String {
    func vector(_ element: String, _ v: SIMD3<Double>) -> String {
      let values = zip(["x", "y", "z"], [v.x, v.y, v.z]).map {
        "\($0)=\"\(String(format: "%.3f", $1))\""
      }
      return "    <\(element) \(values.joined(separator: " "))/>"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <target name="\(name)">
        <full-name>\(name)</full-name>
        <gene>not stated</gene>
        <organism>not stated</organism>
        <structure/>
        <receptor file="receptor.pdbqt" sha256="\(receptorSHA256)"/>
        <!-- The box that the docking engine searches, in Å. -->
        <box>
      \(vector("center", box.center))
      \(vector("size", box.size))
        </box>
        <source licence="not stated">\(escaped(receptorURL.lastPathComponent))</source>
      </target>

      """
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
  }
}
