import Records
import Space

/// Whether a shared space holds records that are meant for one person alone.
struct PrivateRecordsCheck: DoctorCheck {
  let name = "private-records"
  let title = "private records"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    guard examination.space.nature == .shared else { return .fine("This space is yours alone.") }
    let records = try examination.listing().files.filter { KindDescription.of($0.kind).isPrivate }
    guard !records.isEmpty else { return .fine("None is in this space, which both of you read.") }
    return .finding(
      Finding(
        text: records.count == 1
          ? "One private record is in this space, which both of you read."
          : "\(records.count) private records are in this space, which both of you read.",
        details: records.map { $0.path + ($0.standing == .new ? " (not committed yet)" : "") },
        help: "move it to your private space, then rapport save --removed; what was sent stays in the history"
      )
    )
  }
}
