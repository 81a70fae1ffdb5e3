// swift-tools-version: 6.3
import PackageDescription

let package = Package(name: "roundhouse")

// MARK: - The SDK: all an agent's author needs, also a package of its own (sdk/Package.swift)

package.targets += [
  .target(name: "CRoundhouse", path: "sdk/c", sources: ["roundhouse.c"], publicHeadersPath: "include"),
  .target(name: "AgentKit", dependencies: ["CRoundhouse"], path: "sdk/swift/AgentKit"),
  .target(name: "AgentKitJSON", dependencies: ["AgentKit"], path: "sdk/swift/AgentKitJSON"),
]

// MARK: - C: system libraries and shims

package.targets += [
  .target(name: "CGather", dependencies: ["CSQLite"]),
  .target(name: "CPlatform"),
  .target(name: "CSandbox", linkerSettings: [.linkedLibrary("seccomp")]),
  .target(name: "CWorker"),
  .systemLibrary(name: "CEspeak", pkgConfig: "espeak-ng", providers: [.apt(["libespeak-ng-dev"])]),
  .systemLibrary(name: "CFFI", pkgConfig: "libffi", providers: [.apt(["libffi-dev"])]),
  .systemLibrary(name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
  .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
  .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
]

// MARK: - The house

package.targets += [
  .target(name: "RoundhouseModel", dependencies: ["CPlatform"], linkerSettings: [.linkedLibrary("m")]),
  .target(name: "RoundhouseExpressions", dependencies: ["RoundhouseModel"]),
  .target(name: "RoundhouseTelemetry", dependencies: ["RoundhouseModel", "CPlatform"]),
  .target(name: "RoundhouseDiscovery", dependencies: ["RoundhouseModel", "CPlatform"]),
  .target(name: "RoundhouseRuns", dependencies: ["RoundhouseModel", "CPlatform"]),
  .target(
    name: "RoundhousePatterns", dependencies: ["RoundhouseModel", "RoundhouseRuns", "RoundhouseExpressions"],
    resources: [.embedInCode("Templates/Files")]),
  .target(
    name: "RoundhouseLoading", dependencies: ["RoundhouseModel", "CRoundhouse", "CPlatform", "CFFI", "CSodium"]),
  .target(
    name: "RoundhouseIsolation", dependencies: ["RoundhouseModel", "RoundhouseLoading", "CPlatform", "CSandbox"]),
  .target(
    name: "RoundhouseHost",
    dependencies: ["RoundhouseModel", "RoundhouseLoading", "RoundhouseIsolation", "CPlatform"]),
  .target(
    name: "RoundhouseStore",
    dependencies: ["RoundhouseModel", "RoundhouseRuns", "CGather", "CSQLite", "CSodium", "CPlatform"]),
  .target(name: "RoundhouseServer", dependencies: ["RoundhouseModel", "RoundhouseHost", "CMicrohttpd", "CPlatform"]),
  .target(
    name: "RoundhouseConformance",
    dependencies: [
      "RoundhouseModel", "RoundhouseDiscovery", "RoundhouseLoading", "RoundhouseIsolation", "RoundhouseHost",
      "RoundhouseStore", "RoundhouseTelemetry", "CPlatform",
    ]),
  .target(
    name: "RoundhouseAssembly",
    dependencies: [
      "RoundhouseModel", "RoundhouseDiscovery", "RoundhouseLoading", "RoundhouseIsolation", "RoundhouseHost",
      "RoundhouseRuns", "RoundhousePatterns", "RoundhouseStore", "RoundhouseServer", "RoundhouseTelemetry", "CPlatform",
    ]),
  .executableTarget(
    name: "roundhouse",
    dependencies: [
      "RoundhouseAssembly", "RoundhouseConformance", "RoundhouseIsolation", "RoundhouseModel", "RoundhouseDiscovery",
      "RoundhousePatterns", "RoundhouseHost", "RoundhouseServer", "CPlatform", "CMicrohttpd", "CSQLite", "CSodium",
    ]),
  .executableTarget(
    name: "roundhouse-worker",
    dependencies: ["RoundhouseIsolation", "CPlatform", "CWorker"],
    // Starts in half the time, and each worker holds less (decision 022).
    linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]),
]

// MARK: - The agents that ship

// What those that read texts share; each of their libraries has a copy.
package.targets += [
  .target(name: "AgentText", dependencies: ["AgentKit", "CSQLite"], path: "Plugins/text", packageAccess: false)
]

/// Makes an agent's target and the library that stands beside its manifest. LLD because Gold leaves names of local
/// symbols in the dynamic table. The agents in C (echo, jq, quote-fast) are the Makefile's: here they'd need libswiftCore.
@MainActor func agent(
  _ folder: String, module: String, dependencies: [Target.Dependency], beside files: [String] = []
) {
  package.targets.append(
    .target(
      name: module, dependencies: dependencies, path: "Plugins/\(folder)", exclude: ["agent.json"] + files,
      packageAccess: false,
      linkerSettings: [
        .unsafeFlags([
          "-use-ld=lld", "-Xlinker", "--version-script=\(Context.packageDirectory)/sdk/c/agent.map",
          "-Xlinker", "-Bsymbolic", "-Xlinker", "--as-needed",
        ])
      ]))
  package.products.append(.library(name: folder, type: .dynamic, targets: [module]))
}

agent("converser", module: "ConverserAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("echo-swift", module: "EchoSwiftAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("finance", module: "FinanceAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("hr", module: "HumanResourcesAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("learning", module: "LearningAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("legal", module: "LegalAgent", dependencies: ["AgentKit", "AgentKitJSON", "AgentText"], beside: ["documents"])
agent("memory", module: "MemoryAgent", dependencies: ["AgentKit", "AgentKitJSON", "AgentText"])
agent("predictor", module: "PredictorAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("quote-steady", module: "QuoteSteadyAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent(
  "retrieval", module: "RetrievalAgent", dependencies: ["AgentKit", "AgentKitJSON", "AgentText"], beside: ["documents"])
agent("reviewer", module: "ReviewerAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("sales", module: "SalesAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("search", module: "SearchAgent", dependencies: ["AgentKit", "AgentKitJSON", "AgentText"], beside: ["documents"])
agent("speech", module: "SpeechAgent", dependencies: ["AgentKit", "AgentKitJSON", "CEspeak"])
agent("ticketing", module: "TicketingAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("tutor", module: "TutorAgent", dependencies: ["AgentKit", "AgentKitJSON"])
agent("writer", module: "WriterAgent", dependencies: ["AgentKit", "AgentKitJSON", "AgentText"])

// MARK: - Tests

package.targets += [
  .target(name: "FixtureBuilder", path: "Tests/Fixtures/FixtureBuilder"),
  .target(
    name: "AgentFixtures", dependencies: ["FixtureBuilder", "RoundhouseModel"], path: "Tests/Fixtures/AgentFixtures"),
]

package.targets += [
  .testTarget(
    name: "AgentKitTests",
    dependencies: ["AgentKit", "AgentKitJSON", "CRoundhouse", "FixtureBuilder", "RoundhouseModel"]),
  .testTarget(name: "AgentTextTests", dependencies: ["AgentText", "AgentKit"]),
  .testTarget(name: "SDKTests", dependencies: ["FixtureBuilder", "roundhouse", "roundhouse-worker"]),
  .testTarget(
    name: "RoundhouseDiscoveryTests",
    dependencies: ["RoundhouseDiscovery", "RoundhouseModel", "CPlatform", "FixtureBuilder"]),
  .testTarget(
    name: "RoundhouseHostTests",
    dependencies: [
      "RoundhouseHost", "RoundhouseIsolation", "RoundhouseLoading", "RoundhouseModel", "CPlatform", "AgentFixtures",
      "FixtureBuilder", "roundhouse-worker",
    ]),
  .testTarget(
    name: "RoundhouseLoadingTests",
    dependencies: ["RoundhouseLoading", "RoundhouseModel", "CRoundhouse", "CPlatform", "FixtureBuilder"]),
  .executableTarget(
    name: "sandbox-probe", dependencies: ["RoundhouseIsolation", "RoundhouseModel", "CPlatform", "CSandbox"],
    path: "Tests/RoundhouseIsolationTests/Probe"),
  .testTarget(
    name: "RoundhouseIsolationTests",
    dependencies: [
      "RoundhouseIsolation", "RoundhouseLoading", "RoundhouseModel", "CPlatform", "CSandbox", "FixtureBuilder",
      "roundhouse-worker", "sandbox-probe",
    ], exclude: ["Probe"]),
  .testTarget(
    name: "RoundhouseConformanceTests",
    dependencies: [
      "RoundhouseConformance", "RoundhouseModel", "CPlatform", "FixtureBuilder", "roundhouse", "roundhouse-worker",
    ]),
  .testTarget(name: "RoundhouseModelTests", dependencies: ["RoundhouseModel", "FixtureBuilder"]),
  .testTarget(name: "RoundhouseRunsTests", dependencies: ["RoundhouseRuns", "RoundhouseModel", "CPlatform"]),
  .testTarget(
    name: "RoundhousePatternsTests",
    dependencies: ["RoundhousePatterns", "RoundhouseRuns", "RoundhouseExpressions", "RoundhouseModel"]),
  .testTarget(name: "RoundhouseExpressionsTests", dependencies: ["RoundhouseExpressions", "RoundhouseModel"]),
  .testTarget(
    name: "RoundhouseServerTests",
    dependencies: ["RoundhouseServer", "RoundhouseHost", "RoundhouseModel", "CPlatform", "FixtureBuilder"]),
  .testTarget(
    name: "RoundhouseAssemblyTests",
    dependencies: [
      "RoundhouseAssembly", "RoundhouseModel", "RoundhouseHost", "RoundhouseDiscovery", "RoundhouseServer",
      "FixtureBuilder", "roundhouse-worker",
    ]),
  .testTarget(name: "CommandTests", dependencies: ["roundhouse", "RoundhouseAssembly", "RoundhouseModel"]),
  .target(name: "CFaultyDisk", dependencies: ["CSQLite"], path: "Tests/Fixtures/CFaultyDisk"),
  .testTarget(
    name: "RoundhouseStoreTests",
    dependencies: [
      "RoundhouseStore", "RoundhouseRuns", "RoundhouseModel", "CGather", "CSQLite", "CPlatform", "CFaultyDisk",
    ]),
  .testTarget(name: "RoundhouseTelemetryTests", dependencies: ["RoundhouseTelemetry", "RoundhouseModel"]),
  .testTarget(name: "EndToEndTests", dependencies: ["roundhouse", "FixtureBuilder"]),
]

// MARK: - Hostile agents: the table of defect, tier and outcome

package.targets += [
  .target(
    name: "DefectTable", dependencies: ["RoundhouseModel", "CPlatform", "FixtureBuilder"],
    path: "Tests/Defects/DefectTable"),
  .executableTarget(
    name: "roundhouse-defects", dependencies: ["DefectTable", "RoundhouseModel"], path: "Tests/Defects/Command"),
  .testTarget(
    name: "DefectTests", dependencies: ["DefectTable", "RoundhouseModel", "roundhouse", "roundhouse-worker"],
    path: "Tests/Defects/Tests"),
]

// MARK: - Runs through every end of a host: kills, power cuts, disks, clocks, faulty agents

package.targets += [
  .target(
    name: "RunLives",
    dependencies: ["RoundhousePatterns", "RoundhouseRuns", "RoundhouseStore", "RoundhouseModel"],
    path: "Tests/Chaos/Lives"),
  .executableTarget(name: "roundhouse-life", dependencies: ["RunLives"], path: "Tests/Chaos/Program"),
  .testTarget(
    name: "RunChaosTests",
    dependencies: [
      "RunLives", "RoundhouseRuns", "RoundhouseStore", "RoundhouseModel", "CFaultyDisk", "CSQLite", "CPlatform",
      "FixtureBuilder", "roundhouse-life",
    ],
    path: "Tests/Chaos/Tests"),
  .testTarget(
    name: "HostChaosTests",
    dependencies: [
      "RoundhouseHost", "RoundhouseIsolation", "RoundhouseRuns", "RoundhouseStore", "RoundhouseModel", "CPlatform",
      "FixtureBuilder", "roundhouse-worker",
    ],
    path: "Tests/Chaos/HostTests"),
]

// MARK: - Benchmarks

package.targets += [
  .target(name: "CFloors", dependencies: ["CFFI", "CSQLite"], path: "Tests/Benchmarks/CFloors"),
  .executableTarget(
    name: "roundhouse-bench",
    dependencies: [
      "RoundhouseAssembly", "RoundhouseDiscovery", "RoundhouseHost", "RoundhouseIsolation", "RoundhouseServer",
      "RoundhouseRuns", "RoundhousePatterns", "RoundhouseStore", "RoundhouseModel", "AgentFixtures", "FixtureBuilder",
      "CFloors", "CPlatform", "roundhouse-worker",
    ],
    path: "Tests/Benchmarks/Bench"),
]

// MARK: - One set of flags for all

let features = [
  "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
  "InferIsolatedConformances", "ImmutableWeakCaptures",
]
for target in package.targets where target.type != .system {
  let isC = target.name.first == "C" && target.name.dropFirst().first?.isUppercase == true
  if isC {
    target.cSettings =
      (target.cSettings ?? []) + [
        .unsafeFlags(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fvisibility=hidden"])
      ]
    continue
  }
  target.swiftSettings =
    (target.swiftSettings ?? []) + features.map { .enableUpcomingFeature($0) } + [
      .swiftLanguageMode(.v6), .treatAllWarnings(as: .error),
      // CPlatform needs it, and one process of the compiler accepts one meaning of the system's headers.
      .unsafeFlags(["-Xcc", "-D_GNU_SOURCE"]),
    ]
}
