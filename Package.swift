// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Spans into C's memory as properties of their owners (`@_lifetime`).
  .enableExperimentalFeature("Lifetimes"),
  // Clients whose records cannot be copied: `associatedtype Record: ~Copyable` (SE-0503, part of the language from 6.4 on).
  .enableExperimentalFeature("SuppressedAssociatedTypes"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Without strict memory safety: a model of librdkafka reads memory as librdkafka does.
let testToolSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .enableExperimentalFeature("SuppressedAssociatedTypes"),
  .treatAllWarnings(as: .error),
]

// No outside Swift package: the dependencies are the toolchain and Debian's C libraries.
let package = Package(
  name: "customer-worker",
  products: [.executable(name: "customer-worker", targets: ["CustomerWorkerCLI"])],
  targets: [
    // The Kafka protocol: consumer, transactional producer, admin client, and a mock cluster.
    .systemLibrary(
      name: "Crdkafka", path: "Sources/CLibraries/Crdkafka", pkgConfig: "rdkafka",
      providers: [.apt(["librdkafka-dev"])]),
    // A thread's name.
    .systemLibrary(name: "Cglibc", path: "Sources/CLibraries/Cglibc"),
    // SHA-1, for the UUIDs of results and customers; the expiry of certificates.
    .systemLibrary(
      name: "Ccrypto", path: "Sources/CLibraries/Ccrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    // The allocator of the program: a third less CPU a record than with glibc's.
    .systemLibrary(
      name: "Cmimalloc", path: "Sources/CLibraries/Cmimalloc", providers: [.apt(["libmimalloc-dev"])]),
    // HTTP, for probes, scrapers and browsers.
    .systemLibrary(
      name: "Cmicrohttpd", path: "Sources/CLibraries/Cmicrohttpd", pkgConfig: "libmicrohttpd",
      providers: [.apt(["libmicrohttpd-dev"])]),
    // The settings file, with the line and column of every value.
    .systemLibrary(
      name: "Cyaml", path: "Sources/CLibraries/Cyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // Files that are compressed by gzip, for `import`.
    .systemLibrary(
      name: "Cz", path: "Sources/CLibraries/Cz", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Files that are compressed by zstd, for `import`.
    .systemLibrary(
      name: "Czstd", path: "Sources/CLibraries/Czstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    // The tokens of a JSON text and the check of its UTF-8, at the speed of memory.
    .target(name: "SimdJSON", exclude: ["README.md"], linkerSettings: [.linkedLibrary("simdjson")]),

    // What the other targets need of the operating system: clocks, threads, signals, exit codes.
    .target(name: "Platform", dependencies: ["Cglibc"], exclude: ["README.md"], swiftSettings: swiftSettings),
    .target(name: "Kafka", dependencies: ["Crdkafka"], exclude: ["README.md"], swiftSettings: swiftSettings),
    .target(
      name: "EmbeddedKafka", dependencies: ["Crdkafka", "Kafka"], exclude: ["README.md"], swiftSettings: swiftSettings),
    .target(
      name: "CustomerContract", dependencies: ["SimdJSON", "Ccrypto", "Platform"], exclude: ["README.md"],
      swiftSettings: swiftSettings),
    // The documents that are made from the contract's tables, and commands that are made up by them.
    .target(
      name: "ContractDocuments", dependencies: ["CustomerContract"], exclude: ["README.md"],
      swiftSettings: swiftSettings),
    .target(
      name: "ContractSamples", dependencies: ["CustomerContract"], exclude: ["README.md"], swiftSettings: swiftSettings),
    .target(name: "Telemetry", dependencies: ["Platform"], exclude: ["README.md"], swiftSettings: swiftSettings),
    .target(
      name: "HTTPServer", dependencies: ["Cmicrohttpd", "Platform"], exclude: ["README.md"],
      swiftSettings: swiftSettings),
    // The values of settings are the contract's and the log's own types.
    .target(
      name: "Settings", dependencies: ["Cyaml", "CustomerContract", "Telemetry"], exclude: ["README.md"],
      swiftSettings: swiftSettings),
    .target(
      name: "CustomerWorker",
      dependencies: ["Platform", "Ccrypto", "Kafka", "CustomerContract", "Settings", "Telemetry"],
      exclude: ["README.md"], swiftSettings: swiftSettings),
    // What a worker shows of itself over HTTP.
    .target(
      name: "StatusPort",
      dependencies: ["Platform", "CustomerContract", "Settings", "Telemetry", "HTTPServer", "CustomerWorker"],
      exclude: ["README.md"], swiftSettings: swiftSettings),
    // A file's rows as commands, and an account of what became of each.
    .target(
      name: "BulkOnboarding",
      dependencies: [
        "Cz", "Czstd", "Platform", "Kafka", "CustomerContract", "Settings", "Telemetry", "CustomerWorker",
      ],
      exclude: ["README.md"], swiftSettings: swiftSettings),
    .executableTarget(
      name: "CustomerWorkerCLI",
      dependencies: [
        "Platform", "CustomerWorker", "HTTPServer", "StatusPort", "BulkOnboarding", "Kafka", "EmbeddedKafka",
        "CustomerContract", "ContractDocuments", "ContractSamples", "Settings", "Telemetry", "SimdJSON", "Cmimalloc",
      ],
      exclude: ["README.md"], swiftSettings: swiftSettings),

    // What deciding costs, beside a bare walk of the same bytes.
    .target(
      name: "BareWalk", path: "Tests/Benchmarks/BareWalk", linkerSettings: [.linkedLibrary("simdjson")]),
    .executableTarget(
      name: "DecideBenchmark", dependencies: ["BareWalk", "CustomerContract", "ContractTestSupport"],
      path: "Tests/Benchmarks/Decide", swiftSettings: swiftSettings),

    .testTarget(name: "KafkaTests", dependencies: ["Kafka", "EmbeddedKafka"], swiftSettings: swiftSettings),
    // What the tests of the contract share: a command decided as a lane does it, and the user's own document.
    .target(
      name: "ContractTestSupport", dependencies: ["CustomerContract"], path: "Tests/ContractTestSupport",
      resources: [.copy("Resources")], swiftSettings: swiftSettings),
    .testTarget(
      name: "CustomerContractTests", dependencies: ["CustomerContract", "ContractSamples", "ContractTestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ContractDocumentsTests", dependencies: ["ContractDocuments", "CustomerContract", "ContractTestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ContractSamplesTests", dependencies: ["ContractSamples", "CustomerContract", "ContractTestSupport"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "SettingsTests", dependencies: ["Settings", "CustomerContract"], swiftSettings: swiftSettings),
    .testTarget(name: "PlatformTests", dependencies: ["Platform"], swiftSettings: swiftSettings),
    .testTarget(
      name: "TelemetryTests", dependencies: ["Telemetry", "Platform"], swiftSettings: swiftSettings),
    .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "Platform"], swiftSettings: swiftSettings),
    // Random numbers that a seed repeats, for tests and simulations.
    .target(name: "SeededRandomness", path: "Tests/SeededRandomness", swiftSettings: swiftSettings),
    // Random schedules of faults for the production lane, on a model of Kafka: as a library for the tests, and as a program.
    .target(
      name: "LaneSimulation",
      dependencies: ["CustomerWorker", "CustomerContract", "Kafka", "Platform", "SeededRandomness", "Telemetry"],
      path: "Tests/LaneSimulation", exclude: ["Command", "README.md", "mutate", "lane_mutations.py"],
      swiftSettings: testToolSettings),
    .executableTarget(
      name: "SimulateLanes", dependencies: ["LaneSimulation"], path: "Tests/LaneSimulation/Command",
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CustomerWorkerTests",
      dependencies: [
        "CustomerWorker", "LaneSimulation", "Platform", "CustomerContract", "Kafka", "EmbeddedKafka", "Settings",
        "Telemetry",
      ],
      swiftSettings: swiftSettings),
    // What `import` reads of files, for judges in Python.
    .executableTarget(
      name: "ReadRows", dependencies: ["BulkOnboarding", "CustomerContract"], path: "Tests/Import/ReadRows",
      swiftSettings: swiftSettings),
    .testTarget(
      name: "StatusPortTests",
      dependencies: [
        "StatusPort", "HTTPServer", "CustomerWorker", "CustomerContract", "Platform", "Settings", "Telemetry",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "BulkOnboardingTests",
      dependencies: [
        "BulkOnboarding", "CustomerContract", "Kafka", "EmbeddedKafka", "Platform", "SeededRandomness", "Settings",
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CustomerWorkerCLITests",
      dependencies: [
        "BulkOnboarding", "CustomerContract", "CustomerWorkerCLI", "EmbeddedKafka", "HTTPServer", "Platform",
        "Settings", "Telemetry",
      ],
      swiftSettings: swiftSettings),
  ],
  cxxLanguageStandard: .cxx17
)
