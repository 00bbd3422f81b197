import Foundation
import TestSupport
import Testing

@Suite struct ImportTests {
  /// Parts of the toolchain that any module may use: the standard library and C's.
  let toolchain: Set<String> = ["Swift", "Synchronization", "Glibc", "_Concurrency"]
  let foundation: Set<String> = ["Foundation", "FoundationNetworking", "Dispatch"]

  @Test(
    "a module imports only what its row of the table of modules lists", arguments: ModuleTable.rows)
  func imports(row: ModuleTable.Row) throws {
    let files = try SourceFile.all(below: "Sources/\(row.module)")
    #expect(!files.isEmpty, "\(row.module) has no sources")
    let allowed = row.imports.union(toolchain).union(row.mayUseFoundation ? foundation : [])
    for file in files {
      for name in file.imports where !allowed.contains(name) {
        Issue.record("\(file.path) imports \(name), which the table of modules does not allow")
      }
    }
  }

  @Test("every folder of Sources stands in the table of modules")
  func folders() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Checkout.root.appendingPathComponent("Sources").path)
    #expect(Set(folders) == Set(ModuleTable.rows.map(\.module)))
  }

  @Test("each foreign library has one importer")
  func soleImporters() throws {
    for file in try SourceFile.all(below: "Sources") {
      let module = file.path.split(separator: "/")[1]
      for name in file.imports {
        if let owner = ModuleTable.soleImporters[name] {
          #expect(owner == module, "\(file.path) imports \(name), which belongs to \(owner)")
        }
      }
    }
  }

  @Test("only Processes starts programs")
  func startsPrograms() throws {
    let calls = /\b(posix_spawnp?|fork|vfork|execv[pe]*|execl[pe]*|system|popen|Process)\(/
    for file in try SourceFile.all(below: "Sources") where !file.path.contains("/Processes/") {
      let call = file.code.firstMatch(of: calls)?.output.0
      #expect(call == nil, "\(file.path) starts a program: \(call ?? "")")
    }
  }

  @Test(
    "an import line is recognized with its attributes, access and kind",
    arguments: [
      ("import Docking", "Docking"), ("@testable import Docking", "Docking"),
      ("public import Docking", "Docking"), ("import struct Foundation.URL", "Foundation"),
      ("@preconcurrency import  Docking // why", "Docking"),
    ])
  func recognized(line: String, module: String) {
    #expect(SourceFile(path: "", text: line).imports == [module])
  }

  @Test("prose and code that merely mention imports are not import lines")
  func notRecognized() {
    let text = "/// may import Docking\nlet import1 = 2\nimportant Docking"
    #expect(SourceFile(path: "", text: text).imports.isEmpty)
  }
}
