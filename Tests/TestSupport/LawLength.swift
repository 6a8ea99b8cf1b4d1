import Foundation

/// How many random cases a law is tried on, and which.
package enum LawLength {
  /// 2,000, or 100,000 in the long runs of `scripts/soak`.
  package static let cases: UInt64 = isLong ? 100_000 : 2_000

  /// Whether this is one of the long runs.
  package static let isLong = environment["RAPPORT_SOAK"] == "1"

  /// The seed of the first case: the one to repeat a run with (`RAPPORT_SEED`), another one in each long run, and else
  /// always the same, so that no change waits for what an earlier one broke.
  package static let firstSeed =
    environment["RAPPORT_SEED"].flatMap { UInt64($0) } ?? (isLong ? UInt64.random(in: 0..<1 << 32) : 1)

  private static let environment = ProcessInfo.processInfo.environment
}
