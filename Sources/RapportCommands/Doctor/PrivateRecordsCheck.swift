import Git
import Records
import Space

/// Whether a shared space holds records that are meant for one person alone.
struct PrivateRecordsCheck: DoctorCheck {
  let name = "private-records"
  let title = "private records"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    guard examination.space.nature == .shared else { return try examineOwn(examination.space) }
    let listing = try examination.listing()
    var records = listing.files.filter { RecordPath.isPrivate($0.path) }.map { record in
      record.path + (record.standing == .new ? Self.uncommitted : "")
    }
    // What lies in a folder of other letters is listed only once git has it.
    records += listing.problems.filter { $0.code == .privateRecord }.compactMap(\.path).sorted()
    guard !records.isEmpty else { return .fine("None is in this space, which both of you read.") }
    return .finding(
      Finding(
        text: records.count == 1
          ? "One private record is in this space, which both of you read."
          : "\(records.count) private records are in this space, which both of you read.",
        details: records,
        help: "move it to your private space, then rapport save --removed; what was sent stays in the history"
      )
    )
  }

  private static let uncommitted = " (not committed yet)"

  /// A private space is one person's alone as long as no other place has it.
  private func examineOwn(_ space: Space) throws -> Diagnosis {
    guard let remote = try space.repository.remoteNames().sorted().first else {
      return .fine("This space is yours alone.")
    }
    return .finding(
      "This space is private, and git knows it elsewhere as '\(remote)'; whoever reads that place reads all of it.",
      help: "if it isn't a place of yours alone: git remote remove \(shell: remote)"
    )
  }
}
