import Foundation
import Testing

struct PrivacySimulationTests {
  private static let environment = ProcessInfo.processInfo.environment

  /// The seeds of this run, each for twenty sequences: 200 sequences in the gate, 10,000 in the long run.
  static let seeds: [UInt64] = {
    if let seed = environment["RAPPORT_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    return Array(1...(environment["RAPPORT_SOAK"] == "1" ? 500 : 10))
  }()

  @Test(arguments: seeds)
  func `nothing private ever reaches a shared remote`(seed: UInt64) async throws {
    let simulation = try await PrivacySimulation(seed: seed)
    for _ in 1...20 { try await simulation.runSequence(length: 6) }
    try await simulation.expectTheRestInPlace()
  }
}
