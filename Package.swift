// swift-tools-version: 6.2
import PackageDescription

/// What each module may import; `ArchitectureTests` holds the same table against the sources.
let chemistry: [Target.Dependency] = [
  "MoleculeGraph", "SMILES", "Perception", "SMARTS", "Descriptors", "MoleculeFiles", "Conformers",
]

let package = Package(
  name: "Ligature",
  products: [
    .executable(name: "ligature", targets: ["ligature"]),
    .executable(name: "ligature-worker", targets: ["ligature-worker"]),
    .executable(name: "ligature-bench", targets: ["ligature-bench"]),
    // The loop without chemistry, for evaluators and editors of one's own.
    .library(name: "FeedbackDescent", targets: ["FeedbackDescent"]),
  ],
  targets: [
    // Foreign boundaries.
    .systemLibrary(
      name: "CLibXML2", path: "shim/libxml2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CZlib", path: "shim/zlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CSQLite", path: "shim/sqlite3", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "OpenBabelLibrary", path: "shim/OpenBabelLibrary", pkgConfig: "openbabel-3",
      providers: [.apt(["libopenbabel-dev"])]),
    .systemLibrary(
      name: "CLAPACK", path: "shim/lapack", pkgConfig: "lapacke",
      providers: [.apt(["liblapacke-dev"])]),
    .target(name: "CTables", path: "shim/tables", exclude: ["sa_fragment_scores.bin"]),
    .target(name: "COpenBabel", dependencies: ["OpenBabelLibrary"], path: "shim/OpenBabel"),
    .target(name: "CSpawn", path: "shim/spawn"),

    // Chemistry.
    .target(name: "MoleculeGraph"),
    .target(name: "SMILES", dependencies: ["MoleculeGraph"]),
    .target(name: "Perception", dependencies: ["MoleculeGraph"]),
    .target(name: "SMARTS", dependencies: ["MoleculeGraph", "SMILES", "Perception"]),
    .target(
      name: "Descriptors",
      dependencies: ["MoleculeGraph", "SMILES", "Perception", "SMARTS", "CTables"]),

    // Files, processes, 3D.
    .target(name: "XMLDocuments", dependencies: ["CLibXML2"]),
    .target(name: "Compression", dependencies: ["CZlib"]),
    .target(name: "Processes", dependencies: ["CSpawn"]),
    .target(
      name: "MoleculeFiles",
      dependencies: ["MoleculeGraph", "SMILES", "Perception", "XMLDocuments", "Compression"]),
    .target(
      name: "Conformers", dependencies: ["MoleculeGraph", "SMILES", "Perception", "Processes"]),

    // Targets, docking, feedback, the loop.
    .target(
      name: "Targets",
      dependencies: [
        "MoleculeGraph", "SMILES", "Perception", "MoleculeFiles", "XMLDocuments", "Conformers",
      ]),
    .target(name: "Docking", dependencies: chemistry + ["XMLDocuments", "Processes", "Targets"]),
    .target(name: "Feedback", dependencies: chemistry + ["Targets", "Docking"]),
    .target(name: "FeedbackDescent"),
    .target(
      name: "Editors",
      dependencies: chemistry + ["Feedback", "FeedbackDescent", "Processes", "CLAPACK"]),
    .target(
      name: "RunStore",
      dependencies: chemistry + ["Targets", "Docking", "Feedback", "FeedbackDescent", "CSQLite"]),
    .target(
      name: "Reports",
      dependencies: chemistry + ["Docking", "Feedback", "RunStore", "XMLDocuments"]
    ),

    // Commands.
    .target(
      name: "LigatureCommand",
      dependencies: chemistry + [
        "XMLDocuments", "Compression", "Processes", "Targets", "Docking", "Feedback",
        "FeedbackDescent", "Editors", "RunStore", "Reports",
      ]),
    .executableTarget(name: "ligature", dependencies: ["LigatureCommand"]),
    .executableTarget(name: "ligature-worker", dependencies: ["MoleculeGraph", "COpenBabel"]),
    .executableTarget(
      name: "ligature-bench",
      dependencies: chemistry + [
        "XMLDocuments", "Compression", "Processes", "Targets", "Docking", "Feedback",
        "FeedbackDescent", "Editors", "RunStore", "Reports", "LigatureCommand",
      ],
      exclude: ["accepted.jsonl"]),

    // Tests.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "MoleculeGraphTests", dependencies: ["MoleculeGraph"]),
    .testTarget(
      name: "SMILESTests",
      dependencies: ["MoleculeGraph", "SMILES", "Perception", "Compression", "TestSupport"]),
    .testTarget(
      name: "PerceptionTests",
      dependencies: ["MoleculeGraph", "SMILES", "Perception", "Compression", "TestSupport"]),
    .testTarget(
      name: "SMARTSTests",
      dependencies: [
        "MoleculeGraph", "SMILES", "Perception", "SMARTS", "Compression", "TestSupport",
      ]),
    .testTarget(
      name: "DescriptorsTests",
      dependencies: [
        "MoleculeGraph", "SMILES", "Perception", "SMARTS", "Descriptors", "Compression",
        "TestSupport",
      ]),
    .testTarget(name: "XMLDocumentsTests", dependencies: ["XMLDocuments", "TestSupport"]),
    .testTarget(name: "CompressionTests", dependencies: ["Compression", "TestSupport"]),
    .testTarget(name: "ProcessesTests", dependencies: ["Processes", "TestSupport"]),
    .testTarget(
      name: "MoleculeFilesTests", dependencies: chemistry + ["Compression", "TestSupport"]),
    .testTarget(
      name: "ConformersTests",
      dependencies: [
        "MoleculeGraph", "SMILES", "Perception", "Conformers", "Processes", "TestSupport",
        "ligature-worker",
      ]),
    .testTarget(name: "TargetsTests", dependencies: ["Targets", "XMLDocuments", "TestSupport"]),
    .testTarget(
      name: "DockingTests",
      dependencies: chemistry + [
        "Docking", "Targets", "Processes", "Compression", "TestSupport", "ligature-worker",
      ]),
    .testTarget(
      name: "FeedbackTests",
      dependencies: chemistry + ["Docking", "Targets", "Feedback", "TestSupport"]),
    .testTarget(name: "FeedbackDescentTests", dependencies: ["FeedbackDescent", "TestSupport"]),
    .testTarget(
      name: "EditorsTests",
      dependencies: chemistry + [
        "Docking", "Targets", "Feedback", "FeedbackDescent", "Editors", "TestSupport",
      ]),
    .testTarget(
      name: "RunStoreTests",
      dependencies: chemistry + [
        "Docking", "Targets", "Feedback", "FeedbackDescent", "RunStore", "TestSupport",
      ]),
    .testTarget(
      name: "ReportsTests",
      dependencies: chemistry + [
        "Docking", "Targets", "Feedback", "RunStore", "Reports", "XMLDocuments", "TestSupport",
      ]),
    .testTarget(
      name: "LigatureCommandTests", dependencies: ["LigatureCommand", "Reports", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["Processes", "TestSupport", "ligature", "ligature-worker", "ligature-bench"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
