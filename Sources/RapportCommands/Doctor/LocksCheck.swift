import Git
import Records
import Space

/// Whether git's locks are held by somebody, or were left behind by a program that was killed.
struct LocksCheck: DoctorCheck {
  let name = "locks"
  let title = "locks"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let now = examination.session.context.now
    let locks = examination.space.lockFiles(now: now)
    guard let first = locks.first else {
      return .fine(
        examination.space.isBeingWritten ? "Another rapport is writing at this moment." : "None is held or left behind."
      )
    }
    let isAbandoned = locks.contains { $0.holder == .nobody }
    return .finding(
      Finding(
        text: locks.count == 1
          ? "Git has a lock here, and what it locks can't be written."
          : "Git has \(locks.count) locks here, and what they lock can't be written.",
        details: locks.map { "\(examination.shown($0.path)), \(Self.age(of: $0, now)): \($0.holder.inWords)" },
        help: isAbandoned ? "rapport doctor --fix" : Self.help(for: first),
        canBeMended: isAbandoned
      )
    )
  }

  func mend(_ examination: Examination) async throws {
    try examination.space.removeAbandonedLocks(now: examination.session.context.now)
  }

  private static func help(for lock: LockFile) -> String {
    if case .program(let name, let process) = lock.holder {
      return "finish what \(name) is doing here; if it hangs: kill \(process)"
    }
    return "look again in ten minutes; or, if no git runs any more: rm \(shell: lock.path)"
  }

  private static func age(of lock: LockFile, _ now: Int64) -> String {
    let seconds = LockFile.age(since: lock.since, at: now)
    func counted(_ count: Int64, _ unit: String) -> String { "for \(count) \(unit)\(count == 1 ? "" : "s")" }
    return switch seconds {
    case ..<60: counted(seconds, "second")
    case ..<3600: counted(seconds / 60, "minute")
    case ..<172_800: counted(seconds / 3600, "hour")
    default: counted(seconds / 86_400, "day")
    }
  }
}

extension LockFile.Holder {
  fileprivate var inWords: String {
    switch self {
    case .program(let name, let process): "\(name) is at work (process \(process))"
    case .nobody: "left behind; no program has it"
    case .unknown: "whose it is can't be told yet"
    }
  }
}
