import Git
import History
import Records
import Space

/// Who runs the command.
struct Identity: Sendable {
  let author: Person
  let committer: Person

  /// The identity git would use: `GIT_AUTHOR_*` and `GIT_COMMITTER_*`, then `user.name` and `user.email`.
  ///
  /// - Throws: ``CommandFailure`` that names the missing setting; rapport never makes an identity up.
  init(_ context: Context, in space: Space) throws {
    func person(_ role: String) throws -> Person? {
      let name = try context.environment["GIT_\(role)_NAME"] ?? space.repository.configuration("user.name")
      let email = try context.environment["GIT_\(role)_EMAIL"] ?? space.repository.configuration("user.email")
      guard let name, let email, !name.isEmpty, !email.isEmpty else { return nil }
      return Person(name: name, email: email)
    }
    guard let author = try person("AUTHOR"), let committer = try person("COMMITTER") else {
      throw GitError.missingIdentity
    }
    self.author = author
    self.committer = committer
  }
}

extension Session {
  /// Who commits, when, and whether signed: one instant for all of it.
  func commitTerms(in space: Space) throws -> CommitTerms {
    let identity = try Identity(context, in: space)
    let environment = context.environment
    func time(_ variable: String) -> CommitTime {
      environment[variable].flatMap { GitDate.parse($0, in: context.zone) }
        ?? CommitTime(secondsSince1970: context.now, offsetMinutes: context.zone.offsetMinutes(context.now))
    }
    return CommitTerms(
      author: Signature(person: identity.author, time: time("GIT_AUTHOR_DATE")),
      committer: Signature(person: identity.committer, time: time("GIT_COMMITTER_DATE")),
      isSigned: try space.repository.configurationFlag("commit.gpgsign") ?? false,
      signing: signingCommand
    )
  }

  /// The part the person has in the relationship, by `relationship.md` and `.mailmap`; nil where these don't name them.
  func role(in listing: RecordListing, of space: Space) -> String? {
    guard let relationship = listing.files(of: .relationship).first?.document,
      let author = try? Identity(context, in: space).author
    else { return nil }
    return try? History(repository: space.repository).role(of: author, by: relationship)?.rawValue
  }
}
