import Git
import History

/// Whether somebody's clock runs ahead: what comes after such a commit counts as no earlier than it.
struct ClocksCheck: DoctorCheck {
  let name = "clocks"
  let title = "clocks"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let now = examination.session.context.now
    let ahead = try await examination.people().contributors.filter { $0.latest.isAhead(of: now) }
    guard !ahead.isEmpty else { return .fine("Nothing here was recorded on a day that is still ahead.") }
    return .finding(
      Finding(
        text:
          "Something was recorded on a day that is still ahead, and log counts all that came after it as no earlier.",
        details: ahead.map { contributor in
          let person = contributor.author.person
          let today = examination.session.today
          return "\(person.name) <\(person.email)>: on \(contributor.latest.day); here it is \(today)"
        },
        help: "compare your clocks and set the wrong one right; what was recorded keeps its day"
      )
    )
  }
}
