// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "ippo",
  products: [
    .executable(name: "ippo", targets: ["ippo"]),
    .executable(name: "ippo-report", targets: ["ippo-report"]),
    .executable(name: "ippo-line", targets: ["ippo-line"]),
    .executable(name: "ippo-sender", targets: ["ippo-sender"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Without its defaults: no configuration room, no Foundation (and so no ICU).
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
  ],
  targets: [
    .target(name: "CPostgres", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: house),
    .target(name: "COpenSSL", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "Seal", dependencies: ["COpenSSL"], swiftSettings: house),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "LineSender", dependencies: ["CCurl", "CaseCore", "Postgres"], swiftSettings: house),
    .target(name: "Paper", swiftSettings: house),
    .target(name: "CXlsxWriter", linkerSettings: [.linkedLibrary("xlsxwriter")]),
    .target(name: "Terminal", dependencies: ["Paper"], swiftSettings: house),
    .target(name: "CaseCore", dependencies: ["Postgres", "Seal"], swiftSettings: house),
    .target(
      name: "Edge",
      dependencies: [
        "CaseCore", "Paper", "Terminal", "Postgres", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "ippo",
      dependencies: [
        "Edge", "CaseCore", "Paper", "Terminal", "Postgres",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .executableTarget(
      name: "ippo-sender",
      dependencies: [
        "Edge", "CaseCore", "LineSender", "Postgres", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .target(name: "Press", dependencies: ["CPango", "CXlsxWriter", "Paper"], swiftSettings: house),
    .target(name: "CaseReport", dependencies: ["CaseCore", "Paper", "Postgres"], swiftSettings: house),
    .executableTarget(
      name: "ippo-report",
      dependencies: [
        "Edge", "CaseCore", "CaseReport", "Paper", "Postgres", "Press", "Seal", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .target(
      name: "LineIntake", dependencies: ["Postgres", "Seal", .product(name: "Logging", package: "swift-log")],
      swiftSettings: house),
    .executableTarget(
      name: "ippo-line",
      dependencies: [
        "Edge", "LineIntake", "Paper", "Postgres",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      ],
      swiftSettings: house),
    .target(
      name: "TestSupport", dependencies: ["CaseCore", "Postgres"], path: "Tests/TestSupport", swiftSettings: house),
    .testTarget(
      name: "PostgresTests", dependencies: ["Postgres"], exclude: ["tls_relay.py"], swiftSettings: house),
    .testTarget(name: "SealTests", dependencies: ["Seal"], swiftSettings: house),
    .testTarget(name: "PaperTests", dependencies: ["Paper"], swiftSettings: house),
    .executableTarget(
      name: "bench-rows", dependencies: ["Press", "Paper"], path: "Tests/Bench/Rows", swiftSettings: house),
    .target(
      name: "TestTerminal", dependencies: ["Paper", "Terminal"], path: "Tests/TestTerminal", swiftSettings: house),
    .target(name: "CTestProcess", path: "Tests/CTestProcess"),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "Paper", "TestTerminal"], swiftSettings: house),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: [
        "ippo", "ippo-sender", "Edge", "CaseCore", "Paper", "Postgres", "Seal", "CTestProcess", "TestSupport",
        "TestTerminal",
      ],
      exclude: ["Transcripts"], swiftSettings: house),
    // a search of millions of steps: slow unless it is optimised
    .target(
      name: "TestRiddle", path: "Tests/TestRiddle",
      swiftSettings: house + [.unsafeFlags(["-O"], .when(configuration: .debug))]
    ),
    .testTarget(
      name: "CaseReportTests",
      dependencies: ["CaseReport", "CaseCore", "Paper", "Postgres", "TestRiddle", "TestSupport"], swiftSettings: house),
    .testTarget(name: "CaseCoreTests", dependencies: ["CaseCore", "Postgres", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "ServerTests", dependencies: ["ippo", "Edge", "CaseCore", "Paper", "Terminal"], swiftSettings: house),
    .target(name: "TestPress", dependencies: ["CaseCore", "Paper"], path: "Tests/TestPress", swiftSettings: house),
    .testTarget(
      name: "PressTests",
      dependencies: ["Press", "Paper", "CTestProcess", "TestPress", "TestTerminal", "ippo-report", "press-bench"],
      exclude: ["read_xlsx.py"], swiftSettings: house),
    .executableTarget(
      name: "press-bench", dependencies: ["Press", "Paper", "TestPress"], path: "Tests/Bench/PressBench",
      swiftSettings: house),
    .executableTarget(
      name: "line-forged", dependencies: ["LineIntake"], path: "Tests/Torture/Forged", swiftSettings: house),
    .testTarget(
      name: "LineTests", dependencies: ["LineIntake", "ippo-line", "Seal", "Postgres", "CTestProcess", "TestSupport"],
      exclude: ["sdk_client.py", "Events"], swiftSettings: house),
    .testTarget(name: "PermissionTests", dependencies: ["CaseCore", "Postgres", "TestSupport"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
