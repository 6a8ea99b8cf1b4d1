import Testing

struct PrivacySimulationTests {
  /// Sequences of each pair of people: 200 in the gate, of ten pairs.
  private static let sequences = 20

  @Test(arguments: SimulationSeeds.ofThisRun(inGate: 10))
  func `nothing private ever reaches a shared remote`(seed: UInt64) async throws {
    let simulation = try await PrivacySimulation(seed: seed)
    for _ in 1...Self.sequences { try await simulation.runSequence(length: 6) }
    try await simulation.expectTheRestInPlace()
  }
}
