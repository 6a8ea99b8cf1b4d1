import Foundation
import Testing

struct SyncSimulationTests {
  private static let environment = ProcessInfo.processInfo.environment

  private static let isSoak = environment["RAPPORT_SOAK"] == "1"

  /// The seeds of this run: those of the gate, a part of the long run's from `RAPPORT_FIRST` on, or one to repeat.
  static let seeds: [UInt64] = {
    func number(_ name: String) -> UInt64? { environment[name].flatMap { UInt64($0) } }
    if let seed = number("RAPPORT_SEED") { return [seed] }
    let first = number("RAPPORT_FIRST") ?? 1
    return Array(first..<first + max(1, number("RAPPORT_COUNT") ?? 30))
  }()

  @Test(arguments: seeds)
  func `replicas end equal, with every edit in them`(seed: UInt64) async throws {
    let simulation = try SyncSimulation(seed: seed)
    try await simulation.run(steps: Self.isSoak ? 40 : 10)
    try simulation.expectEverything()
  }
}
