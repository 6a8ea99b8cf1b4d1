import Foundation

/// The seeds that simulations of this run begin with.
enum SimulationSeeds {
  static let isSoak = environment["RAPPORT_SOAK"] == "1"

  private static let environment = ProcessInfo.processInfo.environment

  /// As many seeds as the gate has time for, a part of the long run's (`RAPPORT_COUNT` from `RAPPORT_FIRST` on), or the
  /// one to repeat (`RAPPORT_SEED`).
  static func ofThisRun(inGate count: UInt64) -> [UInt64] {
    if let seed = number("RAPPORT_SEED") { return [seed] }
    let first = number("RAPPORT_FIRST") ?? 1
    return Array(first..<first + max(1, number("RAPPORT_COUNT") ?? count))
  }

  private static func number(_ name: String) -> UInt64? { environment[name].flatMap { UInt64($0) } }
}
