// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let sdk = "{{sdk}}"

let package = Package(
  name: "{{name}}",
  products: [.library(name: "{{name}}", type: .dynamic, targets: ["{{module}}Agent"])],
  dependencies: [.package(path: sdk)],
  targets: [
    .target(
      name: "{{module}}Agent",
      dependencies: [
        .product(name: "AgentKit", package: "sdk"),
        .product(name: "AgentKitJSON", package: "sdk"),
      ],
      path: "Sources",
      linkerSettings: [
        // One exported symbol, and no name of this library is ever mistaken for another agent's.
        .unsafeFlags([
          "-use-ld=lld", "-Xlinker", "--version-script=\(sdk)/c/agent.map", "-Xlinker", "-Bsymbolic",
          "-Xlinker", "--as-needed", "-Xlinker", "--strip-all",
        ])
      ])
  ]
)
