import Foundation

/// Places in the checkout and in its build that tests need.
public enum Checkout {
  /// The folder with `Package.swift`.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file of `Tests/Data`; its source is stated in `Tests/Data/SOURCES.md`.
  public static func data(_ name: String) -> URL {
    root.appendingPathComponent("Tests/Data").appendingPathComponent(name)
  }

  /// A program built beside the running tests, as `ligature-worker`.
  public static func program(_ name: String) -> URL {
    let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let folder =
      tests?.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appendingPathComponent(name)
  }
}
