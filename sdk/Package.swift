// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let package = Package(
  name: "roundhouse-sdk",
  products: [
    .library(name: "AgentKit", targets: ["AgentKit"]),
    .library(name: "AgentKitJSON", targets: ["AgentKitJSON"]),
    .library(name: "CRoundhouse", targets: ["CRoundhouse"]),
  ],
  targets: [
    .target(name: "CRoundhouse", path: "c", sources: ["roundhouse.c"], publicHeadersPath: "include"),
    .target(name: "AgentKit", dependencies: ["CRoundhouse"], path: "swift/AgentKit"),
    .target(name: "AgentKitJSON", dependencies: ["AgentKit"], path: "swift/AgentKitJSON"),
  ],
  swiftLanguageModes: [.v6]
)

// The sources are written for these; see Package.swift at the root of Roundhouse, which builds the same files.
for target in package.targets where target.name.hasPrefix("AgentKit") {
  target.swiftSettings = [
    "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
    "InferIsolatedConformances", "ImmutableWeakCaptures",
  ].map { .enableUpcomingFeature($0) }
}
