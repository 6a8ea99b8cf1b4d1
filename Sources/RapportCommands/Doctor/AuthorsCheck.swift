import Git
import History
import Reports
import Sync

/// Whether everyone who wrote here is known to the relationship.
struct AuthorsCheck: DoctorCheck {
  let name = "authors"
  let title = "who wrote here"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let partners = try examination.partners()
    guard !partners.isEmpty else {
      return .fine("relationship.md names nobody, so everyone is known as git knows them.")
    }
    let strangers = try await examination.people().contributors.filter { contributor in
      let person = contributor.author.person
      return contributor.author.role == nil && person != MergeCommit.person
        && !partners.contains { $0.person.email.lowercased() == person.email.lowercased() }
    }
    guard let first = strangers.first else {
      return .fine("Everyone who wrote here is named in relationship.md or .mailmap.")
    }
    let person = first.author.person
    let namesake = partners.first { $0.person.name == person.name }?.person
    let known = namesake.map { "\($0.name) <\($0.email)>" } ?? "NAME <ADDRESS IN relationship.md>"
    return .finding(
      Finding(
        text: strangers.count == 1
          ? "One author's address isn't in relationship.md, so log and status can't tell whose part it is."
          : "\(strangers.count) authors' addresses aren't in relationship.md, so log and status can't tell whose part it is.",
        details: strangers.map(Self.line),
        help:
          "put this line into the file .mailmap: \(known) <\(person.email)>; then git add .mailmap and git commit -m \"Another address\""
      )
    )
  }

  private static func line(for contributor: People.Contributor) -> String {
    let person = contributor.author.person
    let commits = contributor.commits == 1 ? "1 commit" : "\(contributor.commits) commits"
    return "\(person.name) <\(person.email)>: \(commits), the last on \(contributor.last.day)"
  }
}
