import Foundation

/// How many random cases a law is tried on.
package enum LawLength {
  /// 2,000, or 100,000 in the long runs of `scripts/soak`.
  package static let cases: UInt64 = isLong ? 100_000 : 2_000

  /// Whether this is one of the long runs.
  package static let isLong = ProcessInfo.processInfo.environment["RAPPORT_SOAK"] == "1"
}
