import Testing

struct SyncSimulationTests {
  @Test(arguments: SimulationSeeds.ofThisRun(inGate: 30))
  func `replicas end equal, with every edit in them`(seed: UInt64) async throws {
    let simulation = try SyncSimulation(seed: seed)
    try await simulation.run(steps: SimulationSeeds.isSoak ? 40 : 10)
    try simulation.expectEverything()
  }
}
