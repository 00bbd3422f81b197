import Foundation
import Targets
import TestSupport
import Testing

@Suite struct TargetLibraryTests {
  let checkout = TargetLibrary(searchPaths: [targetsFolder])

  @Test("the checkout has six targets, in alphabetical order") func names() {
    #expect(checkout.names == sixTargets)
  }

  @Test("the first search path that has the name wins") func precedence() throws {
    let copy = try TargetCopy("F2")
    let library = TargetLibrary(searchPaths: [copy.directory.url, targetsFolder])
    #expect(try library.target("F2").receptorURL.path == copy.receptor.path)
    #expect(try library.target("CDK2").name == "CDK2")
    #expect(library.names == sixTargets)
  }

  @Test("a path is taken as it is") func path() throws {
    let copy = try TargetCopy("F2", folderName: "mine")
    #expect(try checkout.target(copy.folder.path).name == "F2")
    #expect(try checkout.check(copy.folder.path).errors == [])
  }

  @Test("an unknown name is refused with the names there are") func unknown() {
    #expect { try checkout.target("ADRB9") } throws: {
      "\($0)".contains("ADRB1, CDK2, F2, PGR, PPARA, PPARG")
    }
    #expect { try checkout.target("adrb1") } throws: { "\($0)".contains("did you mean ADRB1?") }
    #expect { try checkout.target("") } throws: { ($0 as? TargetError)?.code == .notFound }
    #expect { try checkout.target("../nowhere") } throws: {
      ($0 as? TargetError)?.code == .notFound
    }
  }

  @Test("the environment comes first, then the share, then the checkout") func standard() throws {
    let directory = try TemporaryDirectory()
    let bin = directory.file("prefix/bin")
    let library = TargetLibrary.standard(
      environment: ["LIGATURE_TARGETS": "/one:/two", "LIGATURE_SHARE": "/share"],
      executable: bin.appendingPathComponent("ligature"))
    let installed = directory.file("prefix/share/ligature/targets").resolvingSymlinksInPath().path
    #expect(
      library.searchPaths.map(\.path) == ["/one", "/two", "/share/targets", installed])
    let built = TargetLibrary.standard(
      environment: [:],
      executable: Checkout.root.appendingPathComponent(".build/release/ligature"))
    #expect(built.searchPaths.last?.path == targetsFolder.resolvingSymlinksInPath().path)
  }
}
