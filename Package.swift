// swift-tools-version: 6.2
import PackageDescription

// Dependencies point one way only (see Sources/ARCHITECTURE.md):
// Diagnostics <- Architecture <- { Diagram, Catalog, Checkpoint, HuggingFace } <- Website <- Preview <- gallery
// Warnings are errors where GALLERY_STRICT is set (CI); a newer compiler's new warning must not stop a user's build.
let strict: [SwiftSetting] =
  Context.environment["GALLERY_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

let package = Package(
  name: "gallery",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "gallery", targets: ["gallery"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CMarkGFM",
      pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .target(name: "Diagnostics"),
    .target(name: "Architecture", dependencies: ["Diagnostics"]),
    .target(name: "Diagram", dependencies: ["Architecture", "Diagnostics"]),
    .target(
      name: "Catalog",
      dependencies: ["Architecture", "Diagnostics", "CMarkGFM", .product(name: "Yams", package: "Yams")]),
    .target(name: "Checkpoint", dependencies: ["Architecture", "Diagnostics"]),
    .target(
      name: "HuggingFace", dependencies: ["Architecture", "Diagnostics"], exclude: ["Reference/reference.py"]),
    .target(
      name: "Website",
      dependencies: ["Architecture", "Catalog", "Diagnostics", "Diagram"]),
    .target(
      name: "Preview",
      dependencies: [
        "Architecture", "Catalog", "Diagnostics", "Website",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    .target(name: "Publish", dependencies: ["Diagnostics"]),
    .executableTarget(
      name: "gallery",
      dependencies: [
        "Architecture", "Catalog", "Checkpoint", "Diagnostics", "Diagram", "HuggingFace", "Preview",
        "Publish",
        "Website",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "TestSupport", dependencies: ["Architecture", "Catalog", "Diagnostics"], path: "Tests/Support"),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(
      name: "ArchitectureTests", dependencies: ["Architecture", "Catalog", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "DiagramTests",
      dependencies: ["Architecture", "Catalog", "Diagnostics", "Diagram", "TestSupport"]),
    .testTarget(
      name: "CatalogTests", dependencies: ["Architecture", "Catalog", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "CheckpointTests",
      dependencies: ["Architecture", "Catalog", "Checkpoint", "Diagnostics", "TestSupport"],
      exclude: ["Small", "Stored"]),
    .testTarget(
      name: "HuggingFaceTests",
      dependencies: ["Architecture", "Catalog", "Diagnostics", "HuggingFace", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "WebsiteTests", dependencies: ["Catalog", "Diagnostics", "TestSupport", "Website"],
      exclude: ["Goldens"]),
    .testTarget(
      name: "PreviewTests", dependencies: ["Catalog", "Diagnostics", "Preview", "TestSupport", "Website"]),
    .testTarget(name: "PublishTests", dependencies: ["Diagnostics", "Publish"]),
    .testTarget(name: "CommandTests", dependencies: ["gallery"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + strict
}

// The fuzz targets, for `.ci/fuzz`: libFuzzer brings its own main, and watches every branch of our modules.
if Context.environment["GALLERY_FUZZ"] != nil {
  let watched: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])]
  for target in package.targets where target.type == .regular {
    target.swiftSettings = (target.swiftSettings ?? []) + watched
  }
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Architecture", "Catalog", "Diagnostics", "Diagram", "HuggingFace", "Preview", "Website",
      ],
      path: "Tests/Fuzz",
      swiftSettings: watched + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
}
