// swift-tools-version: 6.2

import PackageDescription

/// The folders of `Sources` that the target Templates, whose path is the root, must leave to the others.
let otherSources = [
  "CExchange", "CLibgit2", "CLibyaml", "CMimalloc", "CSQLite", "CStart", "CZlib", "Git", "History", "Practice",
  "RapportCommands", "Records", "Reports", "Search", "Space", "Sync", "rapport",
]

/// File descriptors and paths for Subprocess; part of the system on macOS.
let systemPackage = Target.Dependency.product(
  name: "SystemPackage",
  package: "swift-system",
  condition: .when(platforms: [.linux])
)

let package = Package(
  name: "rapport",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "rapport", targets: ["rapport"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // The system libraries, and the two file operations that Swift can't see.
    .systemLibrary(name: "CExchange"),
    .systemLibrary(
      name: "CLibgit2",
      pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]
    ),
    .systemLibrary(
      name: "CLibyaml",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    .systemLibrary(
      name: "CSQLite",
      pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]
    ),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMimalloc", providers: [.apt(["libmimalloc-dev"])]),

    // Functions in place of other libraries', so that libgit2 starts quickly and tells damage.
    .target(name: "CStart"),

    // Git: libgit2 and the git command; knows nothing of mentoring.
    .target(
      name: "Git",
      dependencies: [
        "CLibgit2", "CStart", "CZlib",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]
    ),
    .testTarget(name: "GitTests", dependencies: ["Git", "TestSupport"]),

    // History: commits × records, folded into events.
    .target(name: "History", dependencies: ["Git", "Records"]),
    .testTarget(name: "HistoryTests", dependencies: ["History", "TestSupport"]),

    // Practice: the rules of mentoring, as pure functions over records and history.
    .target(name: "Practice", dependencies: ["Git", "History", "Records", "Space"]),
    .testTarget(name: "PracticeTests", dependencies: ["Practice", "TestSupport"]),

    // RapportCommands: one file per command, the context, and how errors are shown.
    .target(
      name: "RapportCommands",
      dependencies: [
        "Git", "History", "Practice", "Records", "Reports", "Search", "Space", "Sync", "Templates",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        systemPackage,
      ]
    ),
    .testTarget(
      name: "RapportCommandsTests",
      dependencies: [
        "RapportCommands", "Sync", "TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Goldens"]
    ),

    // rapport: the executable, one call.
    .executableTarget(
      name: "rapport",
      dependencies: ["RapportCommands", .target(name: "CMimalloc", condition: .when(platforms: [.linux]))]
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "rapport", "TestSupport",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      exclude: ["Goldens"]
    ),

    // Records: text in, values and diagnostics out.
    .target(name: "Records", dependencies: ["CLibyaml"]),
    .testTarget(
      name: "RecordsTests",
      dependencies: ["Records", "TestSupport"],
      exclude: ["Diagnostics", "Merging/Examples"]
    ),

    // Reports: what a command says, as data and as text or JSON.
    .target(name: "Reports", dependencies: ["Git", "History", "Practice", "Records", "Search", "Space", "Sync"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "TestSupport"]),

    // Search: records and their past versions by the words in them; the only user of SQLite.
    .target(name: "Search", dependencies: ["CSQLite", "Git", "History", "Records", "Space"]),
    .testTarget(name: "SearchTests", dependencies: ["Search", "TestSupport"]),

    // Space: open, find, list, save, and the write protocol.
    .target(name: "Space", dependencies: ["CExchange", "Git", "Records"]),
    .testTarget(name: "SpaceTests", dependencies: ["Space", "Templates", "TestSupport"]),

    // Sync: what one person's commits and the other's become together.
    .target(name: "Sync", dependencies: ["Git", "History", "Records", "Space"]),
    .testTarget(name: "SyncTests", dependencies: ["Sync", "TestSupport"], exclude: ["TreeMerge/Examples"]),

    // Templates: the only user of the files in templates/.
    .target(
      name: "Templates",
      dependencies: ["Records"],
      path: ".",
      exclude: ["LICENSE", "README.md", "Tests", "docs", "scripts"] + otherSources.map { "Sources/" + $0 },
      sources: ["Sources/Templates"],
      resources: [.embedInCode("templates")]
    ),

    // TestSupport: fixtures built in code, golden files.
    .target(name: "TestSupport", dependencies: ["Git", "History"], path: "Tests/TestSupport"),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.name != "CStart" {
  var settings = target.swiftSettings ?? []
  settings += [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
  target.swiftSettings = settings
}
