import Foundation
import Testing

struct SyncSimulationTests {
  private static let environment = ProcessInfo.processInfo.environment

  private static let isSoak = environment["RAPPORT_SOAK"] == "1"

  /// The seeds of this run: those of the gate, many in the long run, or one to repeat.
  static let seeds: [UInt64] = {
    if let seed = environment["RAPPORT_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    let count = environment["RAPPORT_COUNT"].flatMap { UInt64($0) } ?? (isSoak ? 2_000 : 30)
    return Array(1...max(1, count))
  }()

  @Test(arguments: seeds)
  func `replicas end equal, with every edit in them`(seed: UInt64) async throws {
    let simulation = try SyncSimulation(seed: seed)
    try await simulation.run(steps: Self.isSoak ? 40 : 10)
    try simulation.expectEverything()
  }
}
